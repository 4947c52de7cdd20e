/** What went wrong, as sentences, until dismissed; and toasts, which pass by themselves. */
import { toErrorPayload } from '#shared/protocol/errors.ts';

export interface Notice {
  readonly key: number;
  readonly error: unknown;
}

export interface Toast {
  readonly key: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const TOAST_MILLISECONDS = 10_000;

export class Notices {
  errors = $state.raw<readonly Notice[]>([]);
  toasts = $state.raw<readonly Toast[]>([]);
  private lastKey = 0;

  /** Shows an error's sentence. What the person cancelled is no news. */
  report(error: unknown): void {
    const { kind, message } = toErrorPayload(error);
    if (kind === 'cancelled' || this.errors.some((notice) => toErrorPayload(notice.error).message === message)) return;
    this.errors = [...this.errors.slice(-2), { key: ++this.lastKey, error }];
  }

  /** Waits for a promise; a failure is shown, and gives undefined. */
  async attempt<T>(promise: Promise<T>): Promise<T | undefined> {
    try {
      return await promise;
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  dismiss(key: number): void {
    this.errors = this.errors.filter((notice) => notice.key !== key);
    this.toasts = this.toasts.filter((toast) => toast.key !== key);
  }

  toast(text: string, action?: Toast['action'], milliseconds = TOAST_MILLISECONDS): number {
    const key = ++this.lastKey;
    this.toasts = [...this.toasts, action ? { key, text, action } : { key, text }];
    setTimeout(() => this.dismiss(key), milliseconds);
    return key;
  }
}
