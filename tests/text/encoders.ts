/** Text to bytes in the encodings that the platform only decodes: the inverse of its own tables. */
import type { Encoding } from '#shared/text/settings.ts';

function inverse(encoding: 'gb18030' | 'big5' | 'windows-1252'): Map<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const map = new Map<string, readonly number[]>();
  const add = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !map.has(text)) map.set(text, bytes);
  };
  for (let a = 0; a < 256; a++) if (encoding === 'windows-1252' || a < 0x80) add(a);
  if (encoding !== 'windows-1252') for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) add(a, b);
  return map;
}

const tables = new Map<string, Map<string, readonly number[]>>();

export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le');
    return bytes;
  }
  let table = tables.get(encoding);
  if (!table) tables.set(encoding, (table = inverse(encoding)));
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return [...bytes];
    }),
  );
}

export function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
