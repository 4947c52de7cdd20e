/** The browser door over HTTP and WebSocket: who is let in, what is served, uploads, reconnection, the end. */
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';
import { type BrowserDoor, endOfBrowserDoor, launchBrowserDoor, openBrowser, openPage } from './launch-browser-door.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';
import { openTunnel } from './tunnel.ts';

const data = temporaryFolder();
let door: BrowserDoor;
let secret: string;
/** Of the door's own page, with the secret. */
let authorised: Record<string, string>;
/** What the page's WebSocket offers. */
let offered: string[];

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** As a client that sends exactly what it is told: fetch would set Host and tidy up paths. */
function ask(
  path: string,
  {
    headers = {},
    method = 'GET',
    body = '',
  }: { headers?: Record<string, string>; method?: string; body?: string } = {},
): Promise<Answer> {
  const { port } = new URL(door.url);
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** The status of a refused upgrade, or 101. */
function upgrade(protocols: string[], headers: Record<string, string>): Promise<number> {
  const { port } = new URL(door.url);
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, protocols, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (call, response) => {
      call.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });
}

const openSocket = (): WebSocket =>
  new WebSocket(`${door.origin.replace('http', 'ws')}/socket`, offered, { headers: { origin: door.origin } });

/** One request over a WebSocket of its own. */
function requestOnce(name: string, args: unknown): Promise<unknown> {
  const socket = openSocket();
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, name, args })));
    socket.on('message', (message: Buffer) => {
      const answer: { id?: number } = JSON.parse(message.toString());
      if (answer.id !== 1) return;
      socket.close();
      resolve(answer);
    });
  });
}

beforeAll(async () => {
  door = await launchBrowserDoor(data);
  secret = new URL(door.url).searchParams.get('token') ?? '';
  authorised = { authorization: `Bearer ${secret}`, origin: door.origin };
  offered = ['unfold', `unfold-secret.${secret}`];
});
afterAll(async () => {
  await door.stop('SIGKILL');
  removeFolder(data);
});

describe('who is let in', () => {
  const LOCKED = 'Open the address that Unfold printed when it was started: it carries a secret.';

  test('the page is the same for everybody, and sets no cookie', async () => {
    for (const path of ['/', '/index.html', '/?token=guess', `/?token=${secret}`]) {
      const { status, headers, body } = await ask(path);
      expect(status).toBe(200);
      expect(headers['set-cookie']).toBeUndefined();
      expect(body).not.toContain(secret);
    }
  });
  test('without the secret nothing else is answered but a sentence', async () => {
    const { origin } = door;
    const wrong = { authorization: `Bearer ${secret.slice(1)}a`, origin };
    // a cookie would be sent by a browser to any port of this machine, so none is listened to
    const cookie = { cookie: `unfold=${secret}; token=${secret}`, origin };
    for (const headers of [{ origin }, wrong, cookie, { authorization: secret, origin }]) {
      const asked = [
        ask('/session', { headers }),
        ask('/runs/1/export?format=csv', { headers }),
        ask(`/upload?name=a&token=${secret}`, { method: 'POST', headers, body: 'a' }),
        ask('/models?name=a', { method: 'POST', headers, body: 'a' }),
        ask('/session', { method: 'POST', headers, body: 'guess' }),
        ask('/session', { method: 'POST', headers, body: 'x'.repeat(100_000) }),
      ];
      for (const { status, body } of await Promise.all(asked)) {
        expect(status).toBe(401);
        expect(JSON.parse(body)).toEqual({ error: { kind: 'refused', message: LOCKED } });
      }
    }
  });
  test('what the address carries is exchanged for the secret by the own page only', async () => {
    const asked = { method: 'POST', body: secret };
    expect(await ask('/session', { ...asked, headers: { origin: door.origin } })).toMatchObject({
      status: 200,
      body: secret,
    });
    for (const headers of [{}, { origin: 'https://evil.example' }, { origin: 'null' }])
      expect(await ask('/session', { ...asked, headers: headers as Record<string, string> })).toMatchObject({
        status: 403,
      });
  });
  test('a host name that was bound to this machine by its owner is refused', async () => {
    for (const host of ['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost@evil.example'])
      for (const path of ['/', '/session'])
        expect(await ask(path, { headers: { ...authorised, host } })).toMatchObject({ status: 403 });
  });
  test('the local end of a tunnel is let in', async () => {
    const { authorization = '' } = authorised;
    const headers = { authorization, host: 'localhost:9999', origin: 'http://localhost:9999' };
    expect(await ask('/session', { headers })).toMatchObject({ status: 200 });
  });
  test("another site's page is refused, with the secret too", async () => {
    const { authorization = '' } = authorised;
    for (const origin of ['https://evil.example', 'null', `${door.origin}0`])
      for (const path of ['/', '/session', '/runs/1/export?format=csv'])
        expect(await ask(path, { headers: { authorization, origin } })).toMatchObject({ status: 403 });
    const upload = { method: 'POST', headers: { authorization }, body: 'a' };
    expect(await ask('/upload?name=a', upload)).toMatchObject({ status: 403 });
  });
  test('the WebSocket wants the secret and the own origin', async () => {
    const { origin } = door;
    expect(await upgrade(offered, { origin })).toBe(101);
    expect(await upgrade([], { origin })).toBe(403);
    expect(await upgrade(['unfold'], { origin })).toBe(403);
    expect(await upgrade(['unfold', 'unfold-secret.guess'], { origin })).toBe(403);
    expect(await upgrade(['unfold'], { origin, cookie: `unfold=${secret}`, authorization: `Bearer ${secret}` })).toBe(
      403,
    );
    expect(await upgrade(offered, {})).toBe(403);
    expect(await upgrade(offered, { origin: 'https://evil.example' })).toBe(403);
    expect(await upgrade(offered, { origin: 'http://evil.example', host: 'evil.example' })).toBe(403);
  });
  test('the answer to the WebSocket does not repeat the secret', async () => {
    const socket = openSocket();
    await new Promise((resolve) => socket.on('open', resolve));
    expect(socket.protocol).toBe('unfold');
    socket.close();
  });
});

test('callers that hang up while they are refused do not end the program', async () => {
  const { port } = new URL(door.url);
  const hangUp = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('GET /socket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
        setImmediate(() => socket.resetAndDestroy());
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
    });
  for (let call = 0; call < 30; call++) await hangUp();
  expect(await ask('/')).toMatchObject({ status: 200 });
});

describe('what is served', () => {
  test('the page, with its security headers and no leave for other sites', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toContain('<div id="app">');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
  test('nothing outside the page', async () => {
    const outside = ['/../main/serve.js', '/..%2fmain%2fserve.js', '/%2e%2e/main/serve.js', '/....//main/serve.js'];
    const odd = [
      '/../../package.json',
      '//etc/hosts.txt',
      '/index.html%00.js',
      '/%ff.js',
      '/assets',
      '/index.html/x.js',
    ];
    for (const path of [...outside, ...odd]) expect(await ask(path), path).toMatchObject({ status: 404 });
  });
  test('what is no address gets a sentence, not a failure', async () => {
    for (const path of ['//', '/\\']) expect(await ask(path), path).toMatchObject({ status: 400 });
    expect(await ask('/', { headers: { host: 'localhost:99999' } })).toMatchObject({ status: 400 });
  });
  test('only reading', async () => {
    const post = await ask('/', { method: 'POST', headers: authorised });
    expect(post.status).toBe(405);
  });
});

describe('the protocol', () => {
  test('an unreadable message is answered with an error and does not end the connection', async () => {
    const socket = openSocket();
    const answers: unknown[] = [];
    await new Promise<void>((resolve) => {
      socket.on('open', () => {
        socket.send('{');
        socket.send(JSON.stringify({ id: 1, name: 'no.such', args: {} }));
        socket.send(JSON.stringify({ id: 2, name: 'runs.get', args: { run: 'x' } }));
        socket.send(JSON.stringify({ id: 3, name: 'runs.list', args: {} }));
      });
      socket.on('message', (data: Buffer) => {
        const message: object = JSON.parse(data.toString());
        if ('id' in message && answers.push(message) === 4) resolve();
      });
    });
    socket.close();
    expect(answers).toEqual(
      expect.arrayContaining([
        { id: 0, error: expect.objectContaining({ kind: 'invalid-request' }) },
        { id: 1, error: expect.objectContaining({ kind: 'invalid-request' }) },
        { id: 2, error: expect.objectContaining({ kind: 'invalid-request' }) },
        { id: 3, result: [] },
      ]),
    );
  });
  test('an upload becomes a source that can be previewed', async () => {
    const text = 'the cat sat on the mat .\nthe dog sat on the log .\n'.repeat(40);
    const { status, body } = await ask('/upload?name=cats.txt', { method: 'POST', headers: authorised, body: text });
    expect(status).toBe(200);
    const { source } = JSON.parse(body) as { source: { kind: string; id: string } };
    expect(source.kind).toBe('file');
    expect(readdirSync(join(data, 'uploads'))).toHaveLength(1);
    const preview = await requestOnce('corpora.preview', {
      sources: [{ source, role: 'split' }],
      settings: DEFAULT_TEXT_SETTINGS,
    });
    expect(preview).toMatchObject({ result: { bytes: text.length, encoding: 'utf-8' } });
  });
});

describe('over its life', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('a second copy over the same folder says where the first one is', async () => {
    const { code, output } = await endOfBrowserDoor(data);
    expect(code).toBe(1);
    expect(output).toContain(door.origin);
    expect(output).not.toContain('token=');
    expect(output.trim().split('\n')).toHaveLength(1);
  });
  test('a wrong option is a sentence and exit code 2', async () => {
    expect(await endOfBrowserDoor(data, '--port', 'x')).toMatchObject({ code: 2 });
    expect(await endOfBrowserDoor(data, '--prot', '1')).toMatchObject({ code: 2 });
  });
  test('the page connects again after the way to the door was cut, as when a tunnel drops', async () => {
    const tunnel = await openTunnel(Number(new URL(door.url).port));
    const page = await openPage(browser, door.url.replace(door.origin, tunnel.origin));
    await page.waitForFunction(() => document.querySelector('#app')?.childElementCount);
    expect(new URL(page.url()).search).toBe('');
    const answer = new Promise<string>((resolve) => {
      page.once('websocket', (socket) => socket.once('framereceived', ({ payload }) => resolve(String(payload))));
    });
    tunnel.cut();
    expect(await answer).toContain('"id"');
    await page.context().close();
    tunnel.close();
  });
  test('SIGTERM and SIGINT end it in order', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const folder = temporaryFolder();
      const brief = await launchBrowserDoor(folder);
      expect(await brief.stop(signal)).toBe(0);
      removeFolder(folder);
    }
  });
});
