/** What is said by the window, the browser's door and the terminal's. */
import type { SentencePair } from '../../engine-sentence.ts';

export const doorSentences: readonly SentencePair[] = [
  [
    'The engine ended unexpectedly (code {0}) and was started again. Resume interrupted runs from their last checkpoint.',
    '引擎意外结束（代码 {0}），已重新启动。被中断的运行可从最后的检查点继续。',
  ],
  ['The engine ended unexpectedly and is being started again.', '引擎意外结束，正在重新启动。'],
  [
    'The engine ended unexpectedly several times. Quit Unfold and start it again.',
    '引擎多次意外结束。请退出 Unfold 再重新启动。',
  ],
  ['"{0}" cannot be read. Choose another folder.', '无法读取“{0}”。请另选文件夹。'],
  ['The system cannot show {0}. Open it by hand.', '系统无法显示 {0}。请手动打开。'],
  ['"{0}" is not there, or may not be read. Choose it again.', '“{0}”不存在或不可读取。请重新选择。'],
  ['"{0}" is not a file. Choose text files.', '“{0}”不是文件。请选择文本文件。'],
  ['"{0}" is not a file on this computer. Save it first.', '“{0}”不是本机上的文件。请先保存。'],
  ['This file is no longer where it was. Choose it again.', '文件已不在原处。请重新选择。'],
  ['This file is no longer known to Unfold. Choose it again.', 'Unfold 已不认得这个文件。请重新选择。'],
  [
    'This file is larger than 16 GiB. Split it, or use the terminal on the machine itself.',
    '文件超过 16 GiB。请拆分，或在那台机器上使用终端。',
  ],
  [
    'Open the address that Unfold printed when it was started: it carries a secret.',
    '请打开 Unfold 启动时显示的地址：其中带有密钥。',
  ],
  ['There is no such page.', '没有这个页面。'],
  [
    '{0} The last action may or may not have been done: look, then repeat.',
    '{0}上一个操作可能已完成，也可能没有：请先查看，再重做。',
  ],
];
