/** What is said of the program, its library and its kernels. */
import type { SentencePair } from '../../engine-sentence.ts';

export const librarySentences: readonly SentencePair[] = [
  // the program and its library
  ['Unfold is closing. Open it again to go on.', 'Unfold 正在关闭。重新打开即可继续。'],
  ['Unfold is closing; the run goes on in another program.', 'Unfold 正在关闭；运行在另一个程序中继续。'],
  ['Unfold was stopped.', 'Unfold 已停止。'],
  ['Something went wrong inside Unfold: {0}. The log has the details.', 'Unfold 内部出错：{0}。详情见日志。'],
  ['Something went wrong inside Unfold: {0}.', 'Unfold 内部出错：{0}。'],
  [
    'UNFOLD_THREADS is {0}. Give it a number of threads, or "automatic".',
    'UNFOLD_THREADS 为 {0}。请给出线程数，或“automatic”。',
  ],
  ['UNFOLD_VECTORS is {0}. Give it 128, 256 or "automatic".', 'UNFOLD_VECTORS 为 {0}。请给出 128、256 或“automatic”。'],
  [
    'Another program is writing to the library. Try again in a moment; if it goes on, close other copies of Unfold.',
    '另一个程序正在写入文库。请稍后再试；如仍如此，请关闭其他 Unfold。',
  ],
  [
    'The disk is full. Free some space, then try again; nothing was lost.',
    '磁盘已满。请腾出空间再试；没有丢失任何内容。',
  ],
  [
    'The library cannot be written. Allow writing to {0} and its folder, or choose another folder.',
    '无法写入文库。请允许写入 {0} 及其文件夹，或另选文件夹。',
  ],
  [
    'The library cannot be opened. Check that {0} may be read and written, or choose another folder.',
    '无法打开文库。请确认 {0} 可读可写，或另选文件夹。',
  ],
  [
    'The library is damaged or is not a library of Unfold. Move {0} away and start again, or put back a copy.',
    '文库已损坏，或不是 Unfold 的文库。请移走 {0} 重新开始，或换回备份。',
  ],
  [
    'Reading or writing the library failed. Check the disk that holds {0}, then try again.',
    '读写文库失败。请检查 {0} 所在的磁盘，然后再试。',
  ],
  ['The library could not be used: {0}. The log has the details.', '文库无法使用：{0}。详情见日志。'],
  [
    'This library was written by a newer version of Unfold (its format is {0}, this one reads up to {1}). Update Unfold, or choose another data folder.',
    '这个文库由更新版本的 Unfold 写成（其格式为 {0}，本版本最高支持 {1}）。请更新 Unfold，或另选数据文件夹。',
  ],
  [
    'The folder {0} cannot be used. Choose a folder that you may write to (--data DIR, or UNFOLD_DATA).',
    '无法使用文件夹 {0}。请选择可写入的文件夹（--data 目录，或 UNFOLD_DATA）。',
  ],
  ['This library is already open in {0}.', '这个文库已在{0}中打开。'],
  [
    '{0} Use it there, close it first, or choose another folder with --data.',
    '{0}请在那里使用，或先关闭它，或用 --data 另选文件夹。',
  ],
  ['the desktop window', '桌面窗口'],
  ['the browser', '浏览器'],
  ['the browser ({0})', '浏览器（{0}）'],
  ['a terminal command', '终端命令'],
  ['another program', '另一个程序'],
  // kernels
  ['WebAssembly SIMD with fused multiply-add.', '使用融合乘加的 WebAssembly SIMD。'],
  [
    'WebAssembly SIMD without fused multiply-add, which this processor or runtime does not offer: training is a little slower.',
    '不使用融合乘加的 WebAssembly SIMD（此处理器或运行环境不提供）：训练略慢。',
  ],
  [
    'The plain TypeScript kernels, which are slow: the compiled ones are missing from {0}. Build or install Unfold again.',
    '使用较慢的 TypeScript 内核：{0} 中缺少编译好的内核。请重新构建或安装 Unfold。',
  ],
  [
    'The plain TypeScript kernels, which are slow: this processor or runtime has no WebAssembly SIMD.',
    '使用较慢的 TypeScript 内核：此处理器或运行环境没有 WebAssembly SIMD。',
  ],
];
