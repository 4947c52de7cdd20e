/** What main sends to the page of itself. It waits until a page is there whose preload listens. */
import type { WebContents } from 'electron';

export interface PageMail {
  send(channel: string, value: unknown): void;
  /** The page's preload listens from now on. */
  ready(page: WebContents): void;
}

export function createPageMail(): PageMail {
  const waiting: { readonly channel: string; readonly value: unknown }[] = [];
  let reader: WebContents | undefined;
  return {
    send(channel, value) {
      if (reader) reader.send(channel, value);
      else waiting.push({ channel, value });
    },
    ready(page) {
      if (reader !== page)
        page.once('destroyed', () => {
          if (reader === page) reader = undefined;
        });
      reader = page;
      for (const { channel, value } of waiting.splice(0)) page.send(channel, value);
    },
  };
}
