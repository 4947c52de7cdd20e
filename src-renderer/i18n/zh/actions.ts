import type { Messages } from '../en.ts';

export const actions: Messages['actions'] = {
  menu: (name) => `${name} 的操作`,
  archive: '归档',
  unarchive: '取消归档',
  archived: (name) => `“${name}”已归档`,
  unarchived: (name) => `“${name}”已回到列表`,
  pick: '选入比较',
  unpick: '取消选择',
  tooManyPicks: '已选满',
  mostPicks: (n) => `最多同时比较 ${n} 个运行，请先取消一个。`,
  exportWeights: '导出权重（safetensors）…',
  exportNumpy: '导出权重（NumPy）…',
  exportFigures: '导出数据（CSV）…',
  exportEverything: '导出全部（JSON）…',
  exported: (name) => `“${name}”已导出`,
  noWeights: '尚无权重',
};
