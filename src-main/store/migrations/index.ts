/** The numbered migrations, in order. One that was released is never changed: a new one is added. */
import { firstSchema } from './0001-first-schema.ts';
import { libraryAndEvents } from './0002-library-and-events.ts';
import { metricBuckets } from './0003-metric-buckets.ts';
import { dataSetsAndPerceptrons } from './0004-data-sets-and-perceptrons.ts';
import type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [firstSchema, libraryAndEvents, metricBuckets, dataSetsAndPerceptrons];
