/** What src-shared uses of WebAssembly, which every JavaScript platform has but neither the language's own library nor
 *  Node's types declare. */

declare namespace WebAssembly {
  class Module {
    constructor(bytes: ArrayBufferView | ArrayBufferLike);
  }
  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
    grow(delta: number): number;
  }
  function validate(bytes: ArrayBufferView | ArrayBufferLike): boolean;
}
