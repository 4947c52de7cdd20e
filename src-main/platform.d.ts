/** Globals that Node has and its types lack, or have as values only. */
/// <reference path="../src-shared/webassembly.d.ts" />

interface TextDecoder extends InstanceType<typeof import('node:util').TextDecoder> {}
