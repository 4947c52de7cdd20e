/** The run page's axes: ranges with ticks in the words of the language. */
import type { Run } from '#shared/protocol/entities.ts';
import type { Axis } from '../../charts/axis.ts';
import type { Range } from '../../charts/ranges.ts';
import { linearTicks, logTicks, timeTicks } from '../../charts/ticks.ts';
import { type XAxis, xEnd } from '../../charts/x-axis.ts';
import type { WholeAxis } from '../../charts/zoom-range.ts';
import type { Format } from '../../i18n/format.ts';

/**
 * All that the horizontal axis has to show, to the planned end while that is near.
 * @param first of the first row, where a logarithmic axis begins   @param last of the last row
 */
export function wholeAxis(run: Run, axis: XAxis, log: boolean, first: number, last: number): WholeAxis {
  const { epochs } = run.settings;
  const { seconds, secondsLeft } = run.progress;
  const planned = {
    epochs,
    tokens: epochs * run.trainTokens,
    time: secondsLeft === null ? null : seconds + secondsLeft,
  }[axis];
  // a run that ended early does not leave its page half empty
  const ended = run.status === 'early-stop' || run.status === 'failed';
  const max = Math.max(ended ? last : xEnd(last, planned), Number.MIN_VALUE);
  return log && first > 0 && first < max ? { min: first, max, log } : { min: 0, max, log: false };
}

/** What is seen of it, with ticks. @param most ticks */
export function horizontalAxis(seen: WholeAxis, axis: XAxis, most: number, format: Format): Axis {
  const { min, max, log } = seen;
  const linear = axis === 'time' ? timeTicks : linearTicks;
  const values = log ? logTicks(min, max, most) : linear(min, max, most);
  // seen from near, compact numbers would all be the same
  const near = !log && max - min < max / 50;
  const say = (value: number): string => {
    if (axis === 'time') return near && max - min < 5 ? format.decimals(value, 1) : format.duration(value);
    return axis === 'tokens' && !near ? format.compact(value) : format.plain(value);
  };
  return { min, max, log, ticks: values.map((value) => ({ value, text: say(value) })) };
}

export function verticalAxis(range: Range, log: boolean, most: number, say: (value: number) => string): Axis {
  const usable = log && range.min > 0;
  const values = usable ? logTicks(range.min, range.max, most) : linearTicks(range.min, range.max, most);
  return { ...range, log: usable, ticks: values.map((value) => ({ value, text: say(value) })) };
}

/** Ticks with the same number of decimals: 4.5, 5.0, 5.5. */
export function evenDecimals(values: readonly number[], format: Format): (value: number) => string {
  const decimals = Math.max(0, ...values.map((value) => (String(value).split('.')[1] ?? '').length));
  return (value) => (Math.abs(value) >= 10_000 ? format.compact(value) : format.decimals(value, Math.min(6, decimals)));
}
