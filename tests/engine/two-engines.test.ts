import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeLiveSessions, listSessions } from '../../src-main/engine/sessions.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { ENDLESS, importText, runThat, sentences, settings, testEngine } from './test-engine.ts';

describe('two engines over one library', () => {
  test('show each other their runs, and one can stop what the other trains', async () => {
    const folder = temporaryFolder();
    const owner = await testEngine(folder, { door: 'terminal' });
    const other = await testEngine(folder, { door: 'browser', address: 'http://127.0.0.1:4711/' });
    const libraryChanged = new Promise<void>((resolve) => {
      other.subscribe(({ event }) => void (event === 'library-changed' && resolve()));
    });

    const { id: corpus } = await importText(owner, sentences(500));
    const endless = settings({ epochs: ENDLESS });
    const { id } = await owner.request('runs.start', { corpus, settings: endless });
    const queued = await owner.request('runs.start', { corpus, settings: endless });
    await runThat(other, id, (run) => run.status === 'running' && run.sparkline.length > 0);
    await libraryChanged;
    expect(await other.request('runs.metrics', { run: id, after: 0 })).not.toEqual([]);

    await expect(other.request('runs.resume', { run: id })).rejects.toThrow('training in a terminal command');
    for (const item of [{ kind: 'run', id } as const, { kind: 'corpus', id: corpus } as const])
      await expect(other.request('library.trash', { items: [item] })).rejects.toMatchObject({ kind: 'conflict' });
    await other.request('runs.stop', { run: queued.id });
    await other.request('runs.pause', { run: id });
    await runThat(owner, queued.id, (run) => run.status === 'stopped');
    await runThat(owner, id, (run) => run.status === 'paused');

    // a paused run holds nothing: any engine may go on with it
    await runThat(other, id, (run) => run.status === 'paused');
    await other.request('runs.resume', { run: id });
    await runThat(owner, id, (run) => run.status === 'running');
    await other.close();
    expect((await owner.request('runs.get', { run: id })).status).toBe('stopped');
  });

  test('whoever follows the other one’s run is told when his own engine closes', async () => {
    const folder = temporaryFolder();
    const owner = await testEngine(folder);
    const other = await testEngine(folder);
    const { id: corpus } = await importText(owner, sentences(500));
    const { id } = await owner.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    const told = expect(other.followRun(id, {})).rejects.toMatchObject({ kind: 'cancelled' });
    await other.close();
    await told;
  });

  test('know of each other until they close', async () => {
    const folder = temporaryFolder();
    expect(describeLiveSessions(folder)).toBeNull();
    const desktop = await testEngine(folder, { door: 'desktop' });
    const [first] = listSessions(folder);
    await testEngine(folder, { door: 'browser', address: 'http://127.0.0.1:4711/' });
    const browser = 'the browser (http://127.0.0.1:4711/)';
    // the older one first; two of one millisecond have no order
    const both = [`the desktop window and ${browser}`, `${browser} and the desktop window`];
    expect(both.map((doors) => `This library is already open in ${doors}.`)).toContain(describeLiveSessions(folder));
    expect(describeLiveSessions(folder, first?.id)).toBe(`This library is already open in ${browser}.`);
    await desktop.close();
    expect(listSessions(folder).map(({ door, pid }) => [door, pid])).toEqual([['browser', process.pid]]);

    // what a process that was killed left behind
    const card = { id: 'gone', door: 'desktop', pid: 1, startedAt: 1, address: null };
    writeFileSync(join(folder, 'sessions', 'gone.json'), JSON.stringify(card));
    writeFileSync(join(folder, 'sessions', 'gone.lock'), '');
    await testEngine(folder);
    expect(readdirSync(join(folder, 'sessions')).some((name) => name.startsWith('gone'))).toBe(false);
    expect(listSessions(folder)).toHaveLength(2);
    expect(existsSync(join(folder, 'logs', 'unfold.log'))).toBe(true);
  });
});
