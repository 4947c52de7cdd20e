/** The run page's axes: ranges with ticks in the words of the language. */
import type { Run } from '#shared/protocol/entities.ts';
import type { Axis } from '../../charts/axis.ts';
import type { Range } from '../../charts/ranges.ts';
import { linearTicks, logTicks, timeTicks } from '../../charts/ticks.ts';
import { type XAxis, xEnd } from '../../charts/x-axis.ts';
import type { Format } from '../../i18n/format.ts';

export function horizontalAxis(run: Run, axis: XAxis, last: number, most: number, format: Format): Axis {
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
  const values = axis === 'time' ? timeTicks(0, max, most) : linearTicks(0, max, most);
  const say = (value: number): string => {
    if (axis === 'time') return format.duration(value);
    return axis === 'tokens' ? format.compact(value) : format.plain(value);
  };
  return { min: 0, max, log: false, ticks: values.map((value) => ({ value, text: say(value) })) };
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
