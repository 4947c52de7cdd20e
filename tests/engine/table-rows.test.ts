import { describe, expect, test } from 'vitest';
import { type TableReading, TableRows } from '../../src-main/engine/data-set-jobs/table-rows.ts';

const AUTO: TableReading = { encoding: 'auto', separator: null };

function read(bytes: Buffer, piece: number, reading = AUTO, cut = false) {
  const rows: string[][] = [];
  const numbers: number[] = [];
  const reader = new TableRows('t.csv', reading, (fields, row) => {
    rows.push([...fields]);
    numbers.push(row);
  });
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  reader.end(cut);
  return { rows, numbers, separator: reader.separator };
}

const TABLE = 'a,"b ""quoted"", with, commas",c\n1,"two\nlines",3\n\n"x" ,y,"z"\n"","""",é\n';
const ROWS = [['a', 'b "quoted", with, commas', 'c'], ['1', 'two\nlines', '3'], [''], ['x', 'y', 'z'], ['', '"', 'é']];

describe('rows of a table', () => {
  test.each([1, 2, 3, 7, 64, 1000])('are the same in pieces of %i bytes', (piece) => {
    const { rows, numbers } = read(Buffer.from(TABLE), piece, { ...AUTO, separator: ',' });
    expect(rows).toEqual(ROWS);
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  // more than is looked at before the separator is known, so that pieces end within rows
  const long = TABLE.repeat(6000);
  test.each([1000, 65_537, 300_000])('of a long table are the same in pieces of %i bytes', (piece) => {
    const { rows, separator } = read(Buffer.from(long.replaceAll('\n', '\r\n')), piece);
    expect(separator).toBe(',');
    expect(rows.length).toBe(6000 * 5);
    expect(rows.slice(-5)).toEqual(ROWS);
  });

  test('end where the file is cut, without the cut row', () => {
    const { rows } = read(Buffer.from('a;b\n1;2\n3;"4'), 100, AUTO, true);
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('an open quote ends the reading before it fills the memory', () => {
    const lines = `a,b\n1,"2\n${'3,4\n'.repeat(4_000_000)}`;
    expect(() => read(Buffer.from(lines), 1 << 20)).toThrow('Row 2, column 2: a double quote opens a text');
    expect(() => read(Buffer.from(`a,b\n${'1'.repeat(20_000_000)}`), 1 << 20)).toThrow('Row 2 is longer than');
  });
});
