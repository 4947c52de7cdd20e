/** Numbers, sizes, times and dates as people of a language write them. */

export interface Format {
  /** 20,410 */
  readonly integer: (n: number) => string;
  /** 372k, 37.2万 */
  readonly compact: (n: number) => string;
  /** Three significant digits: 5.04, 154, 1,230. */
  readonly figure: (n: number) => string;
  /** A fixed number of decimals. */
  readonly decimals: (n: number, digits: number) => string;
  /** As short as it can be said exactly enough: 0.1, 0.00625. */
  readonly plain: (n: number) => string;
  /** 3.1 % of a share from 0 to 1. */
  readonly percent: (share: number) => string;
  /** 3:40, 1:02:09; a few hours or days as such. */
  readonly duration: (seconds: number) => string;
  /** 22.0 MB */
  readonly bytes: (n: number) => string;
  /** 14:02 */
  readonly clock: (time: number) => string;
  /** 24 Nov */
  readonly day: (time: number) => string;
  readonly date: (time: number) => string;
  /** 4 seconds ago. */
  readonly ago: (seconds: number) => string;
  /** A and B */
  readonly list: (words: readonly string[]) => string;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** @param tag BCP 47 */
export function createFormat(tag: string): Format {
  const integer = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 });
  const figure = new Intl.NumberFormat(tag, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
  const plain = new Intl.NumberFormat(tag, { maximumSignificantDigits: 6 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric' });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(tag, { style: 'narrow', numeric: 'always' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const scientific = new Intl.NumberFormat(tag, { notation: 'scientific', maximumSignificantDigits: 3 });
  // a formatter costs more to make than a thousand numbers to format
  const byDecimals = new Map<number, Intl.NumberFormat>();
  const withDecimals = (digits: number): Intl.NumberFormat => {
    const known = byDecimals.get(digits);
    if (known) return known;
    const made = new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    byDecimals.set(digits, made);
    return made;
  };
  /** 4.2e-7, as it is typed. */
  const power = (n: number): string => scientific.format(n).replace('E', 'e');
  /** What diverged has thirty digits: nobody reads them and no column holds them. */
  const finite = (n: number, say: (n: number) => string): string => {
    if (!Number.isFinite(n)) return '–';
    return Math.abs(n) >= 1e15 ? power(n) : say(n);
  };

  return {
    integer: (n) => finite(n, (x) => integer.format(x)),
    // K is the vocabulary's size here, so a thousand is k
    compact: (n) =>
      finite(n, (x) =>
        compact
          .formatToParts(x)
          .map((part) => (part.type === 'compact' && part.value === 'K' ? 'k' : part.value))
          .join(''),
      ),
    figure: (n) =>
      finite(n, (x) => {
        if (Math.abs(x) >= 1e6) return compact.format(x);
        return Math.abs(x) >= 1000 ? integer.format(x) : figure.format(x);
      }),
    decimals: (n, digits) => finite(n, (x) => withDecimals(digits).format(x)),
    plain: (n) => finite(n, (x) => (x !== 0 && Math.abs(x) < 1e-6 ? power(x) : plain.format(x))),
    percent: (share) => finite(share, (x) => percent.format(x)),
    duration(seconds) {
      if (!Number.isFinite(seconds)) return '–';
      const s = Math.max(0, Math.round(seconds));
      const hours = Math.floor(s / 3600);
      if (hours >= 48)
        return new Intl.NumberFormat(tag, { style: 'unit', unit: 'day', unitDisplay: 'short' }).format(
          Math.round(hours / 2.4) / 10,
        );
      const minutes = Math.floor(s / 60) % 60;
      return hours > 0 ? `${hours}:${pad(minutes)}:${pad(s % 60)}` : `${minutes}:${pad(s % 60)}`;
    },
    bytes(n) {
      const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
      const power = Math.min(units.length - 1, n < 1000 ? 0 : Math.floor(Math.log10(n) / 3));
      return new Intl.NumberFormat(tag, {
        style: 'unit',
        unit: units[power] ?? 'byte',
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: power === 0 ? 0 : 1,
      }).format(n / 1000 ** power);
    },
    clock: (time) => clock.format(time),
    day: (time) => day.format(time),
    date: (time) => date.format(time),
    ago(seconds) {
      const s = Math.max(0, Math.round(seconds));
      if (s < 90) return relative.format(-s, 'second');
      if (s < 5400) return relative.format(-Math.round(s / 60), 'minute');
      if (s < 129_600) return relative.format(-Math.round(s / 3600), 'hour');
      return relative.format(-Math.round(s / 86_400), 'day');
    },
    list: (words) => list.format(words),
  };
}
