/** The bar at the bottom while a run trains, or now and then a line where there is none. */
import type { MetricRow, Run, RunProgress } from '#shared/protocol/index.ts';
import { count, duration, fixed, percent } from '../terminal/figures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { MovingMean } from './moving-mean.ts';
import { progressLine } from './progress-bar.ts';
import { epochOf } from './run-view.ts';

/** Without a bar, a line of progress comes this often at first, and less often as a run grows long. */
const LINE_SECONDS = 5;
const LINE_SHARE = 0.1;
/** Before that much training, the time left is a guess. */
const ESTIMATE_SECONDS = 2;
const SPEED_MEMORY_SECONDS = 2;

export interface ProgressWords {
  /** What is predicted: "tokens", "examples". */
  readonly unit: string;
  /** The shown loss forgets what is so many predictions ago. */
  readonly memory: number;
  /** What else is said of a loss. */
  readonly more?: (loss: number) => readonly string[];
}

export class LiveProgress {
  readonly #terminal: Terminal;
  readonly #words: ProgressWords;
  readonly #loss: MovingMean;
  readonly #speed = new MovingMean(SPEED_MEMORY_SECONDS);
  #before: Pick<RunProgress, 'tokens' | 'seconds'> = { tokens: 0, seconds: 0 };
  #lineDue = LINE_SECONDS;

  constructor(terminal: Terminal, words: ProgressWords) {
    this.#terminal = terminal;
    this.#words = words;
    this.#loss = new MovingMean(words.memory);
  }

  begin({ progress }: Run): void {
    this.#before = progress;
    this.#lineDue = progress.seconds + LINE_SECONDS;
  }

  add(run: Run, row: MetricRow): void {
    const loss = this.#loss.add(row.loss, row.tokens - this.#before.tokens);
    const speed = this.#speed.add(row.tokensPerSecond, row.seconds - this.#before.seconds);
    this.#before = row;
    const { progress, settings } = run;
    const share = Math.min(1, row.tokens / Math.max(1, run.trainTokens * settings.epochs));
    const estimated = progress.secondsLeft !== null && row.seconds >= ESTIMATE_SECONDS;
    const texts = [
      `epoch ${epochOf(run, row)}/${settings.epochs}`,
      `loss ${fixed(loss, 3)}`,
      ...(this.#words.more?.(loss) ?? []),
      `${count(speed)} ${this.#words.unit}/s`,
      ...(estimated ? [`${duration(progress.secondsLeft)} left`] : []),
    ];
    if (this.#terminal.canShowStatus) this.#terminal.status(progressLine(share, texts, this.#terminal.columns));
    else if (row.seconds >= this.#lineDue) {
      this.#terminal.line(`${percent(share)}  ${texts.join('  ')}`);
      this.#lineDue = row.seconds + Math.max(LINE_SECONDS, row.seconds * LINE_SHARE);
    }
  }
}
