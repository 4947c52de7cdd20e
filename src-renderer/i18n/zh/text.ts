import type { Messages } from '../en.ts';

export const text: Messages['text'] = {
  newRun: '新运行…',
  views: '这篇文本的各个视图',
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
  compose: '合并组合字符（NFC）',
  startedAt: '开始时间',
  warnings: '请注意',
  floor: '任何模型都无法超越的下限',
  floorText:
    '这段文本由一部小语法写成，所以它的熵是精确已知的：下一个词元可能是什么，语法自己知道确切的概率。平均而言，没有模型能做得更好。',
  floorOwn: '语法本身在这些句子上',
  floorChance: '由于偶然，各部分会略高或略低。',
  wholePart: '任意句子',
};
