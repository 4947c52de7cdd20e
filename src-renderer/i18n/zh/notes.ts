import type { Messages } from '../en.ts';

export const notes: Messages['notes'] = {
  title: '笔记',
  placeholder: '做了什么尝试，看到了什么',
  saved: '已保存',
  tags: '标签',
  addTag: '添加标签',
  removeTag: (tag) => `移除标签 ${tag}`,
};
