/** Opens the menu of actions at the pointer, at what has the focus, or under a button. */
import type { Attachment } from 'svelte/attachments';
import type { LibraryItem } from '#shared/protocol/index.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import type { App } from '../state/app.svelte.ts';
import { type Action, actionsOf } from '../state/item-actions.ts';
import type { WindowState } from '../state/window-state.svelte.ts';

export interface MenuOf {
  readonly label: string;
  readonly actions: readonly Action[];
}

/** Right click, Shift F10 or the key for menus, on the element or in it. */
export const actionsMenu =
  (window: WindowState, of: () => MenuOf): Attachment<HTMLElement> =>
  (element) => {
    const onContextMenu = (event: MouseEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      window.menu = { ...of(), x: event.clientX, y: event.clientY, alignRight: false, from: focusable(element) };
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))) return;
      event.preventDefault();
      event.stopPropagation();
      const from = event.target instanceof HTMLElement ? event.target : element;
      const { left, bottom } = from.getBoundingClientRect();
      window.menu = { ...of(), x: left + 24, y: bottom, alignRight: false, from };
    };
    element.addEventListener('contextmenu', onContextMenu);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('contextmenu', onContextMenu);
      element.removeEventListener('keydown', onKeyDown);
    };
  };

/** What gets the focus back after the menu: a row itself, or the link in it. */
const focusable = (element: HTMLElement): HTMLElement | null =>
  element.tabIndex >= 0 || element.hasAttribute('tabindex') ? element : element.querySelector('a');

/** Of a text or a run in a list or a table. @param rename left out: on its own page */
export const itemMenu = (app: App, item: LibraryItem, rename?: () => void): Attachment<HTMLElement> =>
  actionsMenu(app.window, () => ({
    label: i18n.t.actions.menu(app.library.entry(item)?.name ?? ''),
    actions: actionsOf(app, item, rename ?? (() => app.renameOnPage(item))),
  }));

/** Under a button, from its right end to the left; the second time it closes. */
export function toggleUnder(window: WindowState, button: HTMLElement, menu: MenuOf): void {
  if (window.menu?.from === button) {
    window.menu = null;
    return;
  }
  const { right, bottom } = button.getBoundingClientRect();
  window.menu = { ...menu, x: right, y: bottom + 4, alignRight: true, from: button };
}
