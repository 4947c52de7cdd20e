/** Finds the door this page was opened through and connects to the engine behind it. */
import { connectBrowser } from './browser.ts';
import type { Connection } from './connection.ts';
import { connectDesktop } from './desktop.ts';

/** Resolves once the engine answers, or with a lost connection whose state says why it never will. */
export function connect(): Promise<Connection> {
  return window.unfold ? connectDesktop(window.unfold) : connectBrowser();
}
