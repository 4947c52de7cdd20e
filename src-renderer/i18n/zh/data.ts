import type { Messages } from '../en.ts';

export const data: Messages['data'] = {
  newRun: '新建运行',
  examplesOf: {
    generated: (n) => `${n} 个点`,
    table: (n) => `${n} 行`,
    pictures: (n) => `${n} 张图`,
  },
};
