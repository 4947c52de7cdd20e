import type { Messages } from '../en.ts';

export const trash: Messages['trash'] = {
  title: '回收站',
  open: (n) => `回收站，共 ${n} 项`,
  openEmpty: '回收站，空',
  count: (n) => `共 ${n} 项`,
  moved: (name) => `“${name}”已移到回收站`,
  movedSeveral: (n) => `${n} 项已移到回收站`,
  empty: '回收站是空的。',
  emptyHint: '删除的内容先放在这里，权重和数据都在，随时可以恢复。',
  toLibrary: '返回资料库',
  emptyIt: '清空回收站',
  restore: '恢复',
  deleteForEver: '永久删除',
  sure: (name) => `永久删除“${name}”？`,
  sureWithRuns: (name, n) => `永久删除“${name}”及其 ${n} 个运行？`,
  sureAll: (n) => `永久删除回收站中的全部 ${n} 项？`,
  keep: '保留',
  since: (time) => `删除于${time}`,
  kinds: { corpus: '文本', dataset: '数据集', run: '运行' },
  withRuns: (n) => `连同其运行 ${n} 个`,
  trained: (epoch, of) => `第 ${epoch} 轮，共 ${of} 轮`,
};
