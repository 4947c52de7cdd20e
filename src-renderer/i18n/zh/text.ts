import type { Messages } from '../en.ts';

export const text: Messages['text'] = {
  newRun: '新运行…',
  overview: '概览',
  howRead: '读法',
  parts: '各部分',
  part: '部分',
  origin: '来源',
  added: '加入时间',
  runs: '运行',
  noRuns: '还没有运行。开始一个：设置已经填好。',
  seed: (seed) => `种子 ${seed}`,
  yes: '是',
  no: '否',
  status: '状态',
  best: '最佳困惑度',
  size: '大小',
};
