import type { Messages } from '../en.ts';

export const status: Messages['status'] = {
  queued: '排队中',
  running: '训练中',
  paused: '已暂停',
  completed: '已完成',
  'early-stop': '提前完成',
  stopped: '已停止',
  interrupted: '已中断',
  failed: '失败',
};
