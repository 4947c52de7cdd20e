/** 简体中文 */
import type { Messages } from './en.ts';
import { app } from './zh/app.ts';
import { common } from './zh/common.ts';
import { firstStart } from './zh/first-start.ts';
import { importing } from './zh/import.ts';
import { newRun } from './zh/new-run.ts';
import { rail } from './zh/rail.ts';
import { run } from './zh/run.ts';
import { sample } from './zh/sample.ts';
import { settings } from './zh/settings.ts';
import { status } from './zh/status.ts';
import { text } from './zh/text.ts';

export const zh: Messages = {
  common,
  app,
  rail,
  settings,
  status,
  firstStart,
  import: importing,
  text,
  newRun,
  run,
  sample,
};
