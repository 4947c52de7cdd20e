/** What is open, has the focus or is being renamed in the window now; forgotten when it closes. */
import type { LibraryItem } from '#shared/protocol/index.ts';
import type { Action } from './item-actions.ts';

export interface OpenMenu {
  /** Of whom. */
  readonly label: string;
  readonly actions: readonly Action[];
  /** Where its corner is, pixels in the window. */
  readonly x: number;
  readonly y: number;
  /** Its right corner instead of its left one is there. */
  readonly alignRight: boolean;
  /** What gets the focus back. */
  readonly from: HTMLElement | null;
}

export class WindowState {
  /** What the focus is on in the library. */
  focused = $state.raw<LibraryItem | null>(null);
  /** What is being renamed in the library. */
  renaming = $state.raw<LibraryItem | null>(null);
  /** What is to be renamed in its page's title as soon as that is there. */
  renamingTitle = $state.raw<LibraryItem | null>(null);
  panel = $state<'settings' | 'shortcuts' | null>(null);
  menu = $state.raw<OpenMenu | null>(null);
  /** Read aloud when it changes. */
  announcement = $state('');

  /** Of the page's title, while it can be renamed. */
  renameTitle: (() => void) | null = null;
  focusSearch: (() => void) | null = null;
}
