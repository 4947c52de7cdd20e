import type { Messages } from '../en.ts';

export const app: Messages['app'] = {
  lost: '未连接。',
  reload: '重新载入',
  dropTitle: '作为新文本或数据集读入',
  dropHint: '文本或文件夹、表格，或带标签的图片',
  newText: '新文本',
  notHere: '不在这里',
  noSuchPage: '此页没有内容：它所指的运行、文本或数据集不在资料库中。',
  toLibrary: '回到起点',
  noTextFiles: '该文件夹中没有文本文件。可读取扩展名为 .txt、.md、.csv 等的文件。',
  leftOut: (n, names) => `另有 ${n} 个文件未读取，例如 ${names}。`,
  tooManyFiles: '该文件夹中的文件太多，无法一次读入。请打开较小的文件夹。',
  showRun: '查看',
  runFinishedBest: (name, best) => `“${name}”已完成，验证${best}。`,
  runEnded: (name) => `“${name}”已完成。`,
  runFailed: (name, why) => `“${name}”自行停止。${why}`,
  pageFailed: '此页无法显示。',
  pageFailedText: (why) => `文本和运行都安全，训练仍在继续。请重新载入窗口；若再次出现，详情见日志。（${why}）`,
  inTrash: (name) => `“${name}”在回收站中。`,
};
