/** The terminal door's commands, in the order of `unfold -h`. A new one is a file in commands/ and a line here. */
import type { Command } from './command.ts';
import { gradientCheck } from './commands/check-gradients.ts';
import { compare } from './commands/compare.ts';
import { corpora } from './commands/corpora.ts';
import { data } from './commands/data.ts';
import { evaluate } from './commands/evaluate.ts';
import { exportRun } from './commands/export.ts';
import { importModel } from './commands/import.ts';
import { mlp } from './commands/mlp.ts';
import { next } from './commands/next.ts';
import { predict } from './commands/predict.ts';
import { resume } from './commands/resume.ts';
import { runs } from './commands/runs.ts';
import { sample } from './commands/sample.ts';
import { score } from './commands/score.ts';
import { serve } from './commands/serve.ts';
import { show } from './commands/show.ts';
import { train } from './commands/train.ts';
import { vocabulary } from './commands/vocabulary.ts';

export const COMMANDS: readonly Command[] = [
  train,
  mlp,
  resume,
  sample,
  next,
  evaluate,
  score,
  predict,
  runs,
  show,
  compare,
  exportRun,
  importModel,
  corpora,
  vocabulary,
  data,
  gradientCheck,
  serve,
];
