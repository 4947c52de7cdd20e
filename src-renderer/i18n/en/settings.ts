export const settings = {
  title: 'Settings',
  theme: 'Theme',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  language: 'Language',
  languageSystem: 'System',
  engine: 'Engine',
  version: 'Version',
  kernels: 'Kernels',
  dataFolder: 'Library folder',
};
