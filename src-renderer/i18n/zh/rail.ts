import type { Messages } from '../en.ts';

export const rail: Messages['rail'] = {
  label: '资料库',
  search: '搜索',
  searchLabel: '搜索文本和运行',
  add: '新文本：打开文件或粘贴',
  empty: '文本会列在这里，其下是用它训练的运行。',
  nothingFound: (words) => `没有名为“${words}”的文本或运行。`,
  imported: '导入的权重',
  tokens: (n) => `${n}词元`,
  characters: (n) => `${n}字`,
  epochOf: (epoch, of) => `第 ${epoch} 轮，共 ${of} 轮`,
  queued: (n) => `排队 ${n}`,
  idle: '没有正在训练的运行',
  paused: '已暂停',
  settings: '设置',
  library: '显示资料库',
  next: '下一个',
  bestPerplexity: (p) => `最佳困惑度 ${p}`,
};
