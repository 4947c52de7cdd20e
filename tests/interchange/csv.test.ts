import { expect, test } from 'vitest';
import { writeCsv } from '#shared/interchange/csv.ts';

test('RFC 4180: CRLF, quotes only where needed, quotes doubled', () => {
  expect(
    writeCsv(
      ['step', 'loss', 'note'],
      [
        [1, 2.5, 'plain'],
        [2, 1e-7, 'a,b'],
        [3, null, 'she said "no"'],
        [4, NaN, 'two\nlines'],
        [5, -0.1, 'return\rhere'],
        [6, true, ' 词 '],
      ],
    ),
  ).toBe(
    'step,loss,note\r\n1,2.5,plain\r\n2,1e-7,"a,b"\r\n3,,"she said ""no"""\r\n4,NaN,"two\nlines"\r\n' +
      '5,-0.1,"return\rhere"\r\n6,true, 词 \r\n',
  );
});

test('numbers keep all their digits', () => {
  const [, value] = writeCsv(['x'], [[0.1 + 0.2]]).split('\r\n');
  expect(Number(value)).toBe(0.1 + 0.2);
});

test('no rows: the header alone', () => expect(writeCsv(['a', 'b,c'], [])).toBe('a,"b,c"\r\n'));

test('a row of the wrong length is refused', () => {
  expect(() => writeCsv(['a', 'b'], [[1]])).toThrow(new RangeError('A row has 1 fields where the header has 2.'));
});
