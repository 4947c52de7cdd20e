/** Opens the menu of actions at the pointer, at what has the focus, or under a button. */
import type { Attachment } from 'svelte/attachments';
import type { Action } from '../state/item-actions.ts';
import type { WindowState } from '../state/window-state.svelte.ts';

export interface MenuOf {
  readonly label: string;
  readonly actions: readonly Action[];
}

/** Right click, Shift F10 or the key for menus, on the element or in it. */
export const actionsMenu =
  (window: WindowState, of: () => MenuOf): Attachment<HTMLElement> =>
  (element) => {
    const open = (x: number, y: number): void => {
      window.menu = { ...of(), x, y, alignRight: false, from: element };
    };
    const onContextMenu = (event: MouseEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      open(event.clientX, event.clientY);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))) return;
      event.preventDefault();
      event.stopPropagation();
      const { left, bottom } = element.getBoundingClientRect();
      open(left + 24, bottom);
    };
    element.addEventListener('contextmenu', onContextMenu);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('contextmenu', onContextMenu);
      element.removeEventListener('keydown', onKeyDown);
    };
  };

/** Under a button, from its right end to the left. */
export function openUnder(window: WindowState, button: HTMLElement, menu: MenuOf): void {
  const { right, bottom } = button.getBoundingClientRect();
  window.menu = { ...menu, x: right, y: bottom + 4, alignRight: true, from: button };
}
