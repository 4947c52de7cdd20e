/**
 * How the tests start Node. It strips the types of each thread's sources with a WebAssembly module, and V8 can crash
 * ("Check failed: jit_page.has_value()", or a segmentation fault) when it swaps that module's import wrappers for faster
 * ones while threads come and go: it never gets to do so. The built program has no types to strip.
 */
export const NODE_FLAGS: readonly string[] = ['--wasm-wrapper-tiering-budget=2000000000'];
