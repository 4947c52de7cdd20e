/** Carries out what keys and the menu ask for, wherever one is in the window. */
import type { LibraryItem } from '#shared/protocol/index.ts';
import type { App } from './app.svelte.ts';
import { moveRegion } from './regions.ts';
import { isItem, parentItem, parentToItem } from './parents.ts';
import { itemOf, newRunRoute } from './route.ts';
import { canPause, canResume, canStop } from './run-status.ts';
import type { Command } from './shortcuts.ts';

/** @returns false: there is nothing to do it with, and the key keeps its usual meaning */
export function carryOut(app: App, command: Command): boolean {
  const target: LibraryItem | null = app.window.focused ?? itemOf(app.router.route);
  const run = target?.kind === 'run' ? app.library.run(target.id) : null;
  switch (command) {
    case 'open-files':
      void app.openFiles();
      return true;
    case 'open-folder':
      void app.openFolder();
      return true;
    case 'import-model':
      void app.importModel();
      return true;
    case 'paste-text':
      app.router.go({ page: 'import' });
      return true;
    case 'sample-text':
      void app.importSample();
      return true;
    case 'new-run':
      newRun(app, run ? parentItem(run) : target);
      return true;
    case 'search':
      app.window.focusSearch?.();
      return true;
    case 'primary-action':
      return click('.btn.primary:not(:disabled)');
    case 'pause-or-continue':
      if (run && canPause(run.status)) void app.pause(run);
      else if (run && canResume(run.status)) void app.resume(run);
      // of a run the browser's own meaning of the key, to print, is never wanted
      return run !== null;
    case 'stop':
      if (run && canStop(run.status)) void app.stop(run);
      return run !== null;
    case 'rename':
      if (app.window.focused) app.window.renaming = app.window.focused;
      else app.window.renameTitle?.();
      return app.window.focused !== null || app.window.renameTitle !== null;
    case 'trash':
      if (!target || !app.library.entry(target)) return false;
      void app.trash([target]);
      return true;
    case 'undo-trash':
      return app.undoTrash();
    case 'compare':
      app.router.go({ page: 'compare' });
      return true;
    case 'tab-1':
    case 'tab-2':
    case 'tab-3':
    case 'tab-4':
      return click(`nav.tabs a:nth-of-type(${command.slice(-1)})`);
    case 'settings':
    case 'shortcuts':
      app.window.panel = app.window.panel === command ? null : command;
      return true;
    case 'next-region':
    case 'previous-region':
      moveRegion(command === 'next-region' ? 1 : -1);
      return true;
  }
}

/** The primary action and the tabs are those of the page that is shown, whichever it is. */
function click(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.click();
  return element !== null;
}

/** Of this text or data set, or else of the newest; an empty library needs one first. */
function newRun(app: App, wanted: LibraryItem | null): void {
  const parents = app.library.groups.flatMap(({ parent }) => (parent ? [parent] : []));
  const newest = parents.toSorted((a, b) => b.entry.createdAt - a.entry.createdAt)[0];
  const parent = parents.find((one) => isItem(parentToItem(one), wanted)) ?? newest;
  app.router.go(parent ? newRunRoute(parentToItem(parent)) : { page: 'import' });
}
