/** How training shows outside the page: the title, the screen. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Run } from '#shared/protocol/index.ts';
import { DesktopConventions } from '../../../src-renderer/state/desktop-conventions.svelte.ts';
import { run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';

const request = vi.fn<(type: string) => Promise<unknown>>();
const release = vi.fn<() => Promise<void>>();
let connection: FakeConnection;
let conventions: DesktopConventions;
let end: () => void;

beforeEach(() => {
  request.mockReset().mockImplementation(() => Promise.resolve({ released: false, release }));
  release.mockReset().mockResolvedValue();
  vi.stubGlobal('navigator', { ...navigator, wakeLock: { request } });
  connection = new FakeConnection();
  conventions = new DesktopConventions(connection);
  end = conventions.start();
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const base = run({ id: 3, name: 'Moby Dick' });
function send(status: Run['status'], share = 0): void {
  const tokens = share * base.trainTokens * base.settings.epochs;
  const now = { ...base, status, progress: { ...base.progress, tokens } };
  connection.emit({ event: 'run-changed', payload: { run: now, evaluations: 0, events: 0 } });
}

test('the title tells how far training is, else what the page is about', () => {
  expect(conventions.title('')).toBe('Unfold');
  expect(conventions.title('Emma')).toBe('Emma – Unfold');
  send('running', 0.375);
  expect(conventions.title('Emma')).toBe('37 % – Moby Dick');
  send('stopped', 0.375);
  expect(conventions.title('Emma')).toBe('Emma – Unfold');
});
test('an end that nobody saw is marked until the window is looked at', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  send('running', 0.9);
  send('completed', 1);
  expect(conventions.title('Emma')).toBe('● Moby Dick – Unfold');
  window.dispatchEvent(new Event('focus'));
  expect(conventions.title('Emma')).toBe('Emma – Unfold');
});
test('an end that was seen is not marked', () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  send('running', 0.9);
  send('completed', 1);
  expect(conventions.title('')).toBe('Unfold');
});
test('the screen stays on while it trains, asked for once', async () => {
  send('running', 0.1);
  send('running', 0.2);
  await expect.poll(() => request.mock.calls).toEqual([['screen']]);
  send('running', 0.3);
  expect(request).toHaveBeenCalledTimes(1);
  send('completed', 1);
  await expect.poll(() => release.mock.calls.length).toBe(1);
});
test('training that ended while the browser thought about it gives the screen up', async () => {
  const answer = Promise.withResolvers<unknown>();
  request.mockReturnValue(answer.promise);
  send('running', 0.1);
  send('stopped', 0.1);
  answer.resolve({ released: false, release });
  await expect.poll(() => release.mock.calls.length).toBe(1);
});
test('a browser that refuses is no failure; one that gave the screen up is asked again', async () => {
  const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  request.mockRejectedValueOnce(new Error('NotAllowedError'));
  send('running', 0.1);
  await answered();
  request.mockResolvedValue({ released: true, release });
  for (let times = 2; times <= 3; times++) {
    document.dispatchEvent(new Event('visibilitychange'));
    await answered();
    expect(request).toHaveBeenCalledTimes(times);
  }
});
