/** The last lines under a run: how it ended, and what to do with it. */
import type { Run } from '#shared/protocol/index.ts';
import { count, duration } from '../terminal/figures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible.ts';

export interface EndWords {
  /** What a person types before a command. */
  readonly program: string;
  /** The folder of `--data`, when given. */
  readonly data: string | undefined;
  /** What is predicted: "tokens", "examples". */
  readonly unit: string;
  /** Commands to go on with, without the program's name. */
  readonly next: readonly string[];
}

export function showRunEnd(terminal: Terminal, run: Run, { program, data, unit, next }: EndWords): void {
  terminal.status('');
  const { progress } = run;
  const done = run.status === 'completed' || run.status === 'early-stop';
  const time = duration(progress.seconds);
  const how = {
    completed: `Done in ${time}.`,
    'early-stop': `Done in ${time}, ${progress.epoch} of ${run.settings.epochs} epochs: the validation loss gains too little to go on.`,
  };
  const end =
    how[run.status as keyof typeof how] ?? `Stopped after ${count(progress.tokens)} ${unit}; a checkpoint is written.`;
  terminal.line();
  terminal.line(`${end} ${run.message}`.trimEnd());
  terminal.line(`Saved as run ${run.id}, ${visibleLine(run.name)}. Next:`);
  const there = data === undefined ? '' : ` --data ${JSON.stringify(data)}`;
  for (const command of [...(done ? [] : [`resume ${run.id}`]), ...next])
    terminal.line(`  ${program} ${command}${there}`);
}
