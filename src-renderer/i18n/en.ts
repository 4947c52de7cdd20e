/**
 * Every word the interface says, a file for each part of it. These files are the type: another language must have the
 * same keys with the same parameters. Numbers and dates arrive formatted.
 */
import { app } from './en/app.ts';
import { common } from './en/common.ts';
import { firstStart } from './en/first-start.ts';
import { importing } from './en/import.ts';
import { newRun } from './en/new-run.ts';
import { rail } from './en/rail.ts';
import { run } from './en/run.ts';
import { sample } from './en/sample.ts';
import { settings } from './en/settings.ts';
import { status } from './en/status.ts';
import { text } from './en/text.ts';

export const en = {
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

export type Messages = typeof en;
