/** Comma-separated values as in RFC 4180: CRLF line ends; quotes around what holds a comma, a quote or a line break. */

/** null is an empty field. */
export type CsvValue = string | number | boolean | null;

/** @param header names of the columns   @param rows each as long as the header   @throws RangeError when one is not */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [line(header)];
  for (const row of rows) {
    if (row.length !== header.length)
      throw new RangeError(`A row has ${row.length} fields where the header has ${header.length}.`);
    lines.push(line(row));
  }
  return lines.join('');
}

const line = (row: readonly CsvValue[]): string => `${row.map(field).join(',')}\r\n`;

function field(value: CsvValue): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
