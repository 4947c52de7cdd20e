/** Numbers, times and sizes as a person reads them. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export const count = (n: number): string => grouped.format(n);

/** Four significant digits, never an exponent: 6.214, 1,903, 0.01234. */
export function figure(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  if (Math.abs(x) >= 1000) return grouped.format(x);
  return Number(x.toPrecision(4)).toString();
}

/** With a fixed number of digits, so that lines under each other can be compared. */
export const fixed = (x: number, digits: number): string =>
  Number.isFinite(x) ? (Math.abs(x) >= 10_000 ? grouped.format(x) : x.toFixed(digits)) : String(x);

/** A share from 0 to 1. */
export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** With a fixed number of digits: 97.10 %. */
export const percentTo = (share: number, digits: number): string => `${(share * 100).toFixed(digits)} %`;

export function bytes(n: number): string {
  if (n < 1000) return `${Math.round(n)} B`;
  if (n < 1_000_000) return `${figure(Number((n / 1000).toPrecision(3)))} kB`;
  if (n < 1_000_000_000) return `${figure(Number((n / 1_000_000).toPrecision(3)))} MB`;
  return `${figure(Number((n / 1_000_000_000).toPrecision(3)))} GB`;
}

export function duration(seconds: number): string {
  if (seconds < 1) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Local date and time, to the minute: 2026-11-04 09:30. */
export function dateTime(milliseconds: number): string {
  const d = new Date(milliseconds);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}
