/** 简体中文 */
import type { Messages } from './en.ts';
import { actions } from './zh/actions.ts';
import { app } from './zh/app.ts';
import { chart } from './zh/chart.ts';
import { common } from './zh/common.ts';
import { compare } from './zh/compare.ts';
import { data } from './zh/data.ts';
import { door } from './zh/door.ts';
import { firstStart } from './zh/first-start.ts';
import { importing } from './zh/import.ts';
import { newPerceptron } from './zh/newPerceptron.ts';
import { newRun } from './zh/new-run.ts';
import { notes } from './zh/notes.ts';
import { perceptron } from './zh/perceptron.ts';
import { presence } from './zh/presence.ts';
import { rail } from './zh/rail.ts';
import { run } from './zh/run.ts';
import { sample } from './zh/sample.ts';
import { score } from './zh/score.ts';
import { settings } from './zh/settings.ts';
import { shortcuts } from './zh/shortcuts.ts';
import { status } from './zh/status.ts';
import { text } from './zh/text.ts';
import { trash } from './zh/trash.ts';
import { vocabulary } from './zh/vocabulary.ts';

export const zh: Messages = {
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
