/** Asks the engine through the desktop's bridge, in place of the page's own client, which hears nothing from then on. */
import type { Page } from 'playwright-core';
import type { Arguments, DesktopBridge, RequestName, Result } from '#shared/protocol/index.ts';

interface AskingWindow {
  readonly unfold: DesktopBridge<unknown>;
  asked?: Map<number, (answer: { result: unknown } | { error: { message: string } }) => void>;
}

/** The page's client counts from 1. */
let last = 7_000_000;

/** @throws an error with the engine's sentence */
export async function askEngine<N extends RequestName>(page: Page, name: N, args: Arguments<N>): Promise<Result<N>> {
  const answer = await page.evaluate(
    (message) =>
      new Promise<{ result: unknown } | { error: { message: string } }>((resolve) => {
        const asking = window as unknown as AskingWindow;
        if (!asking.asked) {
          const asked = new Map();
          asking.asked = asked;
          asking.unfold.onMessage((reply) => {
            if ('id' in reply) asked.get(reply.id)?.(reply);
          });
        }
        asking.asked.set(message.id, resolve);
        let sent = false;
        asking.unfold.onState((state) => {
          if (sent || state.status !== 'connected') return;
          sent = true;
          asking.unfold.send(message);
        });
      }),
    { id: ++last, name, args },
  );
  if ('error' in answer) throw new Error(answer.error.message);
  return answer.result as Result<N>;
}
