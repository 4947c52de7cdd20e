import type { Messages } from '../en.ts';

export const settings: Messages['settings'] = {
  title: '设置',
  theme: '主题',
  themeSystem: '跟随系统',
  themeLight: '浅色',
  themeDark: '深色',
  language: '语言',
  languageSystem: '跟随系统',
  engine: '引擎',
  version: '版本',
  kernels: '计算内核',
  dataFolder: '资料库文件夹',
};
