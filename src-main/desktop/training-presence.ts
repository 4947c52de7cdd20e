/**
 * How training shows outside the window: progress in the taskbar or dock, a notification and a badge when a run ends
 * while nobody looks, and a computer that does not fall asleep meanwhile.
 */
import { app, BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { RunEnd, TrainingNewsListener, TrainingShare } from '#shared/protocol/index.ts';
import type { Words } from './words.ts';

const NO_PROGRESS = -1;

/**
 * @param notifications whether they are wanted now; the page says so
 * @param showRun brings the window to the front with this run in it
 */
export function trainingPresence(
  words: () => Words,
  notifications: { readonly wanted: boolean },
  showRun: (run: number) => void,
): TrainingNewsListener {
  let share: TrainingShare | null = null;
  let blocker: number | undefined;
  let unseen = 0;
  /** Kept until they are closed, or a click on them would reach nobody. */
  const shown = new Set<Notification>();

  function showProgress(window: BrowserWindow): void {
    window.setProgressBar(share?.share ?? NO_PROGRESS);
  }

  function keepAwake(): void {
    if (share && blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else if (!share && blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  }

  function setBadge(count: number): void {
    unseen = count;
    if (process.platform !== 'win32') app.setBadgeCount(count);
  }

  function notify({ run, name, status, message }: RunEnd): void {
    if (!Notification.isSupported()) return;
    const reason = status === 'failed' && message !== '' ? message : words().ended[status];
    const notification = new Notification({ title: name, body: reason });
    const forget = (): void => void shown.delete(notification);
    notification.on('click', () => {
      forget();
      showRun(run);
    });
    // moved to Windows' notification centre, it can still be clicked
    notification.on('close', ({ reason }) => {
      if (reason !== 'timedOut') forget();
    });
    notification.on('failed', forget);
    shown.add(notification);
    notification.show();
  }

  app.on('browser-window-created', (_event, window) => showProgress(window));
  app.on('browser-window-focus', () => setBadge(0));

  return {
    training(next) {
      share = next;
      for (const window of BrowserWindow.getAllWindows()) showProgress(window);
      keepAwake();
    },
    ended(end) {
      if (BrowserWindow.getFocusedWindow() !== null) return;
      setBadge(unseen + 1);
      if (notifications.wanted) notify(end);
    },
  };
}
