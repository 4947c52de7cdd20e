/** Puts the menu and the About panel in place, again whenever their words or the recent files change. */
import { app, Menu } from 'electron';
import packageFile from '../../package.json' with { type: 'json' };
import { type MenuState, menuTemplate } from './menu-template.ts';

export function setApplicationMenu(state: MenuState, iconPath: string): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state)));
  const { what, licence } = state.words.about;
  const credits = `${what}\n${licence(packageFile.license)}`;
  app.setAboutPanelOptions({
    applicationName: 'Unfold',
    applicationVersion: app.getVersion(),
    // Linux shows no credits: there the copyright line carries them
    ...(state.platform === 'linux' ? { copyright: credits } : { credits }),
    iconPath,
  });
}
