import type { ScheduleName } from '../settings.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { halve } from './halve.ts';
import { linear } from './linear.ts';
import type { Schedule } from './schedule.ts';

export const schedules: Readonly<Record<ScheduleName, Schedule>> = { constant, halve, linear, cosine };
