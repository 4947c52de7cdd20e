/**
 * Every word the interface says, a file for each part of it. These files are the type: another language must have the
 * same keys with the same parameters. Numbers and dates arrive formatted.
 */
import { actions } from './en/actions.ts';
import { app } from './en/app.ts';
import { chart } from './en/chart.ts';
import { common } from './en/common.ts';
import { compare } from './en/compare.ts';
import { data } from './en/data.ts';
import { door } from './en/door.ts';
import { firstStart } from './en/first-start.ts';
import { importing } from './en/import.ts';
import { newPerceptron } from './en/newPerceptron.ts';
import { newRun } from './en/new-run.ts';
import { notes } from './en/notes.ts';
import { perceptron } from './en/perceptron.ts';
import { presence } from './en/presence.ts';
import { rail } from './en/rail.ts';
import { run } from './en/run.ts';
import { sample } from './en/sample.ts';
import { score } from './en/score.ts';
import { settings } from './en/settings.ts';
import { shortcuts } from './en/shortcuts.ts';
import { status } from './en/status.ts';
import { text } from './en/text.ts';
import { trash } from './en/trash.ts';
import { vocabulary } from './en/vocabulary.ts';

export const en = {
  common,
  compare,
  app,
  chart,
  data,
  door,
  presence,
  rail,
  settings,
  status,
  firstStart,
  import: importing,
  text,
  newRun,
  newPerceptron,
  run,
  perceptron,
  sample,
  score,
  actions,
  notes,
  shortcuts,
  trash,
  vocabulary,
};

export type Messages = typeof en;
