/** What the page does at the browser door: the secret, exports, drags; and how files reach a desktop page. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChosenFile, DesktopBridge, MenuCommand } from '#shared/protocol/index.ts';
import { connectDesktop } from '../../../src-renderer/connection/desktop.ts';
import { downloadExport } from '../../../src-renderer/connection/download.ts';
import { dragOutOfBrowser } from '../../../src-renderer/connection/drag-out.ts';
import { findSecret, isKnown, subprotocols } from '../../../src-renderer/connection/secret.ts';

const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
  sessionStorage.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetched.mockReset();
  history.replaceState(null, '', '/');
});

describe('the secret', () => {
  test('is found by what the address carries, which leaves it, and is kept for the tab', async () => {
    history.replaceState(null, '', '/?token=ticket&language=zh#/run/3');
    fetched.mockResolvedValue(new Response('the secret'));
    expect(await findSecret()).toBe('the secret');
    expect(fetched).toHaveBeenCalledWith('/session', { method: 'POST', body: 'ticket' });
    expect(location.search + location.hash).toBe('?language=zh#/run/3');
    expect(await findSecret()).toBe('the secret');
    expect(fetched).toHaveBeenCalledTimes(1);
  });
  test('is missing without such an address, and with a wrong one', async () => {
    expect(await findSecret()).toBeNull();
    history.replaceState(null, '', '/?token=guess');
    fetched.mockResolvedValue(new Response('', { status: 401 }));
    expect(await findSecret()).toBeNull();
    expect(location.search).toBe('');
  });
  test('that the tab has goes on when the address of an older start is opened again', async () => {
    sessionStorage.setItem('unfold-secret', 'kept');
    history.replaceState(null, '', '/?token=used');
    fetched.mockResolvedValue(new Response('', { status: 401 }));
    expect(await findSecret()).toBe('kept');
  });
  test('is unknown only when the door says so', async () => {
    fetched.mockResolvedValueOnce(new Response('', { status: 401 }));
    expect(await isKnown('s')).toBe(false);
    fetched.mockResolvedValueOnce(new Response(''));
    expect(await isKnown('s')).toBe(true);
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect(await isKnown('s')).toBe(true);
    expect(fetched).toHaveBeenCalledWith('/session', { headers: { authorization: 'Bearer s' } });
  });
  test('travels among the subprotocols', () => {
    expect(subprotocols('abc-_')).toEqual(['unfold', 'unfold-secret.abc-_']);
  });
});

describe('an export', () => {
  test('is fetched with the secret in a header and saved under the name it comes with', async () => {
    const clicked: [string, string][] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push([this.download, this.href]);
    });
    const disposition = `attachment; filename="_.csv"; filename*=UTF-8''%E7%99%BD%E9%B2%B8.csv`;
    fetched.mockResolvedValue(new Response('step', { headers: { 'content-disposition': disposition } }));
    await downloadExport('s', 7, 'csv', 'last');
    const [address, init] = fetched.mock.calls[0] ?? [];
    expect(address).toBe('/runs/7/export?format=csv&weights=last');
    expect(init?.headers).toEqual({ authorization: 'Bearer s' });
    expect(clicked).toEqual([['白鲸.csv', expect.stringMatching(/^blob:/)]]);
    expect(document.querySelector('a')).toBeNull();
  });
  test('that fails says why', async () => {
    const error = { kind: 'refused', message: 'This run has no weights yet.' };
    fetched.mockResolvedValue(new Response(JSON.stringify({ error }), { status: 400 }));
    await expect(downloadExport('s', 7, 'npz', 'best')).rejects.toMatchObject(error);
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(downloadExport('s', 7, 'npz', 'best')).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('a drag out of a browser', () => {
  const drag = (name: string, content: string | Uint8Array<ArrayBuffer>): Map<string, string> => {
    const data = new Map<string, string>();
    const dataTransfer = { effectAllowed: 'none', setData: (type: string, value: string) => data.set(type, value) };
    dragOutOfBrowser({ dataTransfer } as unknown as DragEvent, { name, content });
    return data;
  };
  test('carries text, and a file where the browser makes one', () => {
    const data = drag('a sample: 1.txt', '雨 fell');
    expect(data.get('text/plain')).toBe('雨 fell');
    const [type, name, ...address] = data.get('DownloadURL')?.split(':') ?? [];
    expect([type, name]).toEqual(['application/octet-stream', 'a sample 1.txt']);
    const base64 = address.join(':').replace('data:application/octet-stream;base64,', '');
    expect(Buffer.from(base64, 'base64').toString()).toBe('雨 fell');
  });
  test('of bytes has no text; what is too large for an address is no file', () => {
    expect([...drag('a.png', new Uint8Array([1, 2])).keys()]).toEqual(['DownloadURL']);
    expect([...drag('a.txt', 'x'.repeat(3_000_000)).keys()]).toEqual(['text/plain']);
  });
});

describe('in the desktop window', () => {
  /** What the preload would do: the last listener hears. */
  function bridge() {
    const heard: { files?: (files: readonly ChosenFile[]) => void; menu?: (command: MenuCommand) => void } = {};
    const partial: Partial<DesktopBridge<File>> = {
      send: () => undefined,
      onMessage: () => undefined,
      onState: (listener) => listener({ status: 'connected' }),
      onFiles: (listener) => (heard.files = listener),
      onMenu: (listener) => (heard.menu = listener),
      chooseFolder: () => Promise.resolve({ error: { kind: 'refused', message: 'No.' } }),
      takeFolder: () =>
        Promise.resolve({ result: { files: [chosen], leftOut: { files: 1, examples: ['x'], tooMany: false } } }),
      dragOut: vi.fn<DesktopBridge<File>['dragOut']>(),
      importModel: () => Promise.resolve({ result: null }),
    };
    return { heard, bridge: partial as DesktopBridge<File> };
  }
  const chosen: ChosenFile = { name: 'a.txt', bytes: 1, source: { kind: 'file', id: 'x' } };

  test('several listen, and each may stop', async () => {
    const { heard, bridge: own } = bridge();
    const connection = await connectDesktop(own);
    const [first, second] = [vi.fn<(command: MenuCommand) => void>(), vi.fn<(command: MenuCommand) => void>()];
    const end = connection.onMenu(first);
    connection.onMenu(second);
    heard.menu?.('search');
    end();
    heard.menu?.('stop');
    expect(first.mock.calls).toEqual([['search']]);
    expect(second.mock.calls).toEqual([['search'], ['stop']]);
  });
  test('failures that travelled as values are thrown', async () => {
    const connection = await connectDesktop(bridge().bridge);
    await expect(connection.chooseFolder()).rejects.toMatchObject({ name: 'UnfoldError', kind: 'refused' });
    expect(await connection.importModel()).toBeNull();
  });
  test('dropped folders are read by main, files stay files', async () => {
    const connection = await connectDesktop(bridge().bridge);
    const item = (name: string, isDirectory: boolean) => ({
      getAsFile: () => new File([''], name),
      webkitGetAsEntry: () => ({ isDirectory }),
    });
    const transfer = { items: [item('own.txt', false), item('folder', true)] } as unknown as DataTransfer;
    const { files, leftOut } = await connection.takeDropped(transfer);
    expect(files.map(({ name }) => name)).toEqual(['own.txt', 'a.txt']);
    expect(leftOut?.examples).toEqual(['x']);
  });
  test('the system’s drag takes the place of the page’s', async () => {
    const { bridge: own } = bridge();
    const connection = await connectDesktop(own);
    const preventDefault = vi.fn<() => void>();
    const file = { name: 'a.txt', content: 'a' };
    connection.dragOut({ preventDefault } as unknown as DragEvent, file);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(own.dragOut).toHaveBeenCalledWith(file);
  });
});
