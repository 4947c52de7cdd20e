import type { Messages } from '../en.ts';

export const settings: Messages['settings'] = {
  theme: '主题',
  themeSystem: '跟随系统',
  themeLight: '浅色',
  themeDark: '深色',
  language: '语言',
  languageSystem: '跟随系统',
  notifications: '运行结束时通知我',
  notificationsHint: '仅在窗口不在前台时。',
  notificationsRefused: '浏览器拒绝了本地址的通知。请在浏览器的网站设置中允许。',
  version: '版本',
  kernels: '计算内核',
  dataFolder: '资料库文件夹',
  logFolder: '日志文件夹',
  copyPath: '复制路径',
  openLogFolder: '打开日志文件夹',
  license: '许可证',
  licenseName: 'MIT，© 2026 Unfold 作者',
  shortcuts: '键盘快捷键…',
};
