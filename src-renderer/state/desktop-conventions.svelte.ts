/**
 * How training shows outside the page, as far as a page can: progress in the window's title, a mark there once a run has
 * ended unseen, and in a browser a screen that stays on meanwhile (the desktop program keeps the computer awake itself).
 */
import { followTraining, type RunEnd, type TrainingShare } from '#shared/protocol/index.ts';
import type { Connection } from '../connection/connection.ts';
import { i18n } from '../i18n/i18n.svelte.ts';

export class DesktopConventions {
  private training = $state.raw<TrainingShare | null>(null);
  /** A run that ended while nobody looked. */
  private ended = $state.raw<RunEnd | null>(null);
  private readonly connection: Connection;
  private screen: WakeLockSentinel | undefined;
  private asking = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The window's title. @param page what the page is about, or empty */
  title(page: string): string {
    const t = i18n.t.presence;
    if (this.training) return t.progress(Math.floor(100 * this.training.share), this.training.name);
    if (this.ended) return t.ended(this.ended.name);
    return page === '' ? 'Unfold' : `${page} – Unfold`;
  }

  /** @returns the function that ends it */
  start(): () => void {
    const end = this.connection.subscribe(
      followTraining({
        training: (share) => {
          this.training = share;
          void this.holdScreen();
        },
        ended: (runEnd) => {
          if (!document.hasFocus()) this.ended = runEnd;
        },
      }),
    );
    const seen = (): void => void (this.ended = null);
    const visible = (): void => void this.holdScreen();
    window.addEventListener('focus', seen);
    document.addEventListener('visibilitychange', visible);
    return () => {
      end();
      window.removeEventListener('focus', seen);
      document.removeEventListener('visibilitychange', visible);
      this.training = null;
      void this.holdScreen();
    };
  }

  /** A browser gives the screen up whenever the page is hidden, and may refuse it to save power. */
  private async holdScreen(): Promise<void> {
    if (this.connection.door === 'desktop' || !('wakeLock' in navigator) || this.asking) return;
    if (this.training !== null && document.visibilityState === 'visible' && this.screen?.released !== false) {
      this.asking = true;
      this.screen = await navigator.wakeLock.request('screen').catch(() => undefined);
      this.asking = false;
    }
    // training may have ended while the browser thought about it
    if (this.training === null) await this.screen?.release();
  }
}
