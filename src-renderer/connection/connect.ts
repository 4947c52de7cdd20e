/** Finds the door this page was opened through and connects to the engine behind it. */
import { connectBrowser } from './browser.ts';
import type { Connection } from './connection.ts';
import { connectDesktop } from './desktop.ts';
import { findSecret } from './secret.ts';

/**
 * Resolves once the engine answers, or with a lost connection whose state says why it never will. `locked`: the address
 * in the browser is not the one that Unfold printed, so that nothing may be asked. `unreachable`: nobody answers there.
 */
export async function connect(): Promise<Connection | 'locked' | 'unreachable'> {
  if (window.unfold) return connectDesktop(window.unfold);
  try {
    const secret = await findSecret();
    return secret === null ? 'locked' : await connectBrowser(secret);
  } catch (error) {
    if (error instanceof TypeError) return 'unreachable'; // what fetch throws when nobody answers
    throw error;
  }
}
