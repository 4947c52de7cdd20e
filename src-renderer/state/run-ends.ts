/** Tells of runs that end: in words that are read aloud, and with a notification while the window is not looked at. */
import type { Run } from '#shared/protocol/entities.ts';
import { i18n } from '../i18n/i18n.svelte.ts';
import type { App } from './app.svelte.ts';
import { bestFigure, figureSentence } from './run-figures.ts';
import { isActive, isFinished } from './run-status.ts';

export class RunEnds {
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  /** A run as it is now; the library still has it as it was. */
  changed(run: Run): void {
    const before = this.app.library.run(run.id);
    // what a person paused or stopped is no news to them
    if (!before || !isActive(before.status) || !(isFinished(run.status) || run.status === 'failed')) return;
    const words = endInWords(run);
    const { route } = this.app.router;
    if (route.page === 'run' && route.run === run.id) this.app.window.announcement = words;
    else {
      const key = this.app.notices.toast(words, {
        label: i18n.t.app.showRun,
        run: () => {
          this.app.notices.dismiss(key);
          this.show(run);
        },
      });
    }
    if (document.hidden && this.app.preferences.notifications) this.notify(run, words);
  }

  /** The desktop's are the system's own, from its main process. */
  private notify(run: Run, words: string): void {
    if (this.app.connection.door !== 'browser' || !('Notification' in window)) return;
    if (Notification.permission !== 'granted') return;
    const notification = new Notification('Unfold', { body: words, tag: `run ${run.id}` });
    notification.addEventListener('click', () => {
      window.focus();
      this.show(run);
    });
  }

  private show(run: Run): void {
    this.app.router.go({ page: 'run', run: run.id, tab: 'training' });
  }
}

function endInWords(run: Run): string {
  const t = i18n.t.app;
  if (run.status === 'failed') return t.runFailed(run.name, i18n.sentence(run.message));
  const best = bestFigure(run, 'perplexity');
  if (best === null || best.kind === 'loss') return t.runEnded(run.name);
  return t.runFinishedBest(run.name, figureSentence(best, i18n.t.rail, i18n.format));
}
