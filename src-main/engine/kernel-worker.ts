/** THREAD: helps with the arithmetic of one run, and sleeps while there is none. */
import { workerData } from 'node:worker_threads';
import { helpTeam, type HelperOrder } from '#shared/kernels/simd/team-helper.ts';

helpTeam(workerData as HelperOrder);
