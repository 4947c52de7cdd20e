/** Files that are no text: refused with a sentence that names what they seem to be. */

/** First bytes in hexadecimal. Sources: each format's specification. */
const SIGNATURES: readonly (readonly [name: string, firstBytes: string])[] = [
  ['a PNG image', '89504e470d0a1a0a'],
  ['a JPEG image', 'ffd8ff'],
  ['a GIF image', '47494638'],
  ['a PDF document', '255044462d'],
  ['a ZIP archive (Word, OpenDocument and EPUB files are too)', '504b0304'],
  ['an empty ZIP archive', '504b0506'],
  ['a gzip archive', '1f8b08'],
  ['a bzip2 archive', '425a6839314159'],
  ['an xz archive', 'fd377a585a00'],
  ['a 7-Zip archive', '377abcaf271c'],
  ['a Zstandard archive', '28b52ffd'],
  ['an SQLite database', '53514c69746520666f726d6174203300'],
  ['an old Word, Excel or PowerPoint document', 'd0cf11e0a1b11ae1'],
  ['a program', '7f454c46'],
  ['a WebAssembly module', '0061736d'],
  ['a NumPy array', '934e554d5059'],
  ['UTF-32 text, which is not supported', 'fffe0000'],
  ['UTF-32 text, which is not supported', '0000feff'],
];

/** What the first bytes say the file is, or null. */
export function knownFormat(bytes: Uint8Array): string | null {
  const hex = Array.from(bytes.subarray(0, 16), (b) => b.toString(16).padStart(2, '0')).join('');
  const found = SIGNATURES.find(([, firstBytes]) => hex.startsWith(firstBytes));
  return found ? found[0] : null;
}

/** A few control bytes are an accident, more are not text: compressed or numeric data has 10 % of them. */
const TOLERATED = 4;
const TOLERATED_SHARE = 0.03;

/**
 * Whether text in any single-byte or multi-byte encoding other than UTF-16 is out of the question: NUL and control bytes
 * beyond a few. Backspace to carriage return, escape (terminal colours) and U+001C to U+001F are text.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const b of bytes) if (b < 0x08 || (b > 0x0d && b < 0x1b) || b === 0x7f) controls++;
  return controls > TOLERATED + TOLERATED_SHARE * bytes.length;
}
