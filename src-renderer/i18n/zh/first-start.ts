import type { Messages } from '../en.ts';

export const firstStart: Messages['firstStart'] = {
  title: '从一篇文本开始。',
  lead: '把文本文件拖到窗口任意处。Unfold 读出句子，用它们训练一个小型循环网络，并让你看到它怎样学习。',
  open: '打开文件…',
  openHint: '任意编码的纯文本，中文、英文或其他语言；多个文件合成一个文本',
  folder: '文件夹…',
  paste: '粘贴文本',
  pasteHint: '一页足够看看；一本书才让网络有东西可学',
  sample: '试试内置示例',
  sampleName: '小语法',
  sampleHint: '由一部小语法写出的 10,000 句，最低损失是已知的。几秒钟即可训练完。',
  sampleWriting: '正在写出 10,000 句…',
  weights: '打开权重…',
  weightsHint: 'safetensors 文件，可以来自这里或别处，用来生成样句',
  recent: '以前打开过的',
  promise: (folder) =>
    `一切都留在这台机器上。文本、运行和样句都存放在${folder ? ` ${folder}` : '你自己的一个文件夹里'}。`,
  figure: ['雨', '在', '黄昏', '又', '回来', '了', '。'],
};
