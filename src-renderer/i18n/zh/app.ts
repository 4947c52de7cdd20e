import type { Messages } from '../en.ts';

export const app: Messages['app'] = {
  connecting: '正在连接引擎',
  lost: '未连接。',
  reload: '重新载入',
  dropTitle: '作为新文本读入',
  dropHint: '纯文本文件，一个或多个',
  dropFolder: '文件夹不能当作文本读取。请拖入其中的文件。',
  newText: '新文本',
  noSuchPage: '此页没有内容：它所指的运行或文本不在资料库中。',
  toLibrary: '回到起点',
};
