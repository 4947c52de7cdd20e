import type { Messages } from '../en.ts';

export const chart: Messages['chart'] = {
  whole: '整个运行',
  save: '保存图或数据；可拖出',
  savePicture: '图片（PNG）',
  saveFigures: '所绘数字（CSV）',
  keys: '加减键缩放，0 显示全部，左右键移动读数线。',
};
