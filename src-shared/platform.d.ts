/**
 * The few globals that every JavaScript platform has (Node, browsers) but the language's own library does not declare.
 * Only src-shared is compiled with this file: it keeps that folder free of Node's and the DOM's types.
 */

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBufferView | ArrayBufferLike, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
