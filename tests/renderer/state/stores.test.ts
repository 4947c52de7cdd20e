/** What the window remembers, and how it follows the engine. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run, RunStatus } from '#shared/protocol/entities.ts';
import type { EventMessage } from '#shared/protocol/index.ts';
import { UnfoldError } from '#shared/protocol/errors.ts';
import { createEventPace, PACE } from '../../../src-renderer/connection/event-pace.ts';
import { ImportDraft, PREVIEW_DELAY } from '../../../src-renderer/state/import-draft.svelte.ts';
import { Library } from '../../../src-renderer/state/library.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { Preferences } from '../../../src-renderer/state/preferences.svelte.ts';
import { parseRoute, type Route, routeHash } from '../../../src-renderer/state/route.ts';
import { transfer } from '../../../src-renderer/state/transfer.ts';
import { corpus, preview, run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';

describe('addresses', () => {
  const routes: Route[] = [
    { page: 'start' },
    { page: 'import' },
    { page: 'compare' },
    { page: 'trash' },
    { page: 'text', corpus: 3 },
    { page: 'new-run', corpus: 3 },
    { page: 'run', run: 12, tab: 'training' },
    { page: 'run', run: 12, tab: 'sample' },
  ];
  it.each(routes)('$page is written and read back', (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });
  it.each(['', '#', '#/run', '#/run/x', '#/run/-1', '#/text/0', '#/nowhere/1'])('%j leads to the start', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'start' });
  });
  it('an unknown tab is the first one', () => {
    expect(parseRoute('#/run/3/inside')).toEqual({ page: 'run', run: 3, tab: 'training' });
  });
});

describe('the library', () => {
  it('groups runs under their texts, the others at the end', async () => {
    const connection = new FakeConnection({
      'corpora.list': () => [corpus({ id: 1 }), corpus({ id: 2, name: '老残游记' })],
      'runs.list': () => [run({ id: 7, corpusId: 1 }), run({ id: 8, corpusId: null }), run({ id: 9, corpusId: 2 })],
    });
    const library = new Library(connection);
    await library.refresh();
    expect(library.groups.map((group) => [group.parent?.entry.id ?? null, group.runs.map((r) => r.id)])).toEqual([
      [1, [7]],
      [2, [9]],
      [null, [8]],
    ]);
  });
  it('takes a changed run from its event and lists again when told to', async () => {
    const connection = new FakeConnection({ 'runs.list': () => [run({ id: 7, status: 'queued' })] });
    const library = new Library(connection);
    await library.refresh();
    expect(library.queued).toHaveLength(1);
    library.onEvent({ event: 'run-changed', payload: { run: run({ id: 7 }), evaluations: 0, events: 0 } });
    expect(library.training?.id).toBe(7);
    library.onEvent({ event: 'library-changed', payload: {} });
    await expect.poll(() => connection.callsOf('runs.list')).toHaveLength(2);
  });
  it('joins requests to list that come while it lists', async () => {
    const connection = new FakeConnection();
    const library = new Library(connection);
    await Promise.all([library.refresh(), library.refresh(), library.refresh()]);
    expect(connection.callsOf('runs.list')).toHaveLength(2);
  });
  it('answers a request to list only once what came before it is listed', async () => {
    let runs = [run({ id: 7 })];
    const { promise: first, resolve } = Promise.withResolvers<readonly Run[]>();
    let asked = 0;
    const library = new Library(new FakeConnection({ 'runs.list': () => (asked++ === 0 ? first : runs) }));
    void library.refresh();
    const again = library.refresh();
    const old = runs;
    runs = [run({ id: 7 }), run({ id: 8 })];
    resolve(old);
    await again;
    expect(library.run(8)?.id).toBe(8);
  });
  it('keeps what lies in the trash out of sight, and out of the groups', async () => {
    const connection = new FakeConnection({
      'corpora.list': () => [corpus({ id: 1 })],
      'runs.list': () => [run({ id: 7 }), run({ id: 8, trashedAt: 5 })],
    });
    const library = new Library(connection);
    await library.refresh();
    expect(library.run(8)).toBeNull();
    expect(library.groups[0]?.runs.map(({ id }) => id)).toEqual([7]);
    library.expect({ kind: 'run', id: 7 }, { trashedAt: 6 });
    expect(library.run(7)).toBeNull();
    expect(library.entry({ kind: 'run', id: 7 })?.trashedAt).toBe(6);
  });
  it('forgets what the engine does not list any more', async () => {
    let runs = [run({ id: 7 }), run({ id: 8 })];
    const library = new Library(new FakeConnection({ 'runs.list': () => runs }));
    await library.refresh();
    runs = [run({ id: 8 })];
    await library.refresh();
    expect(library.shownRuns.map(({ id }) => id)).toEqual([8]);
  });
  it('keeps the reason when it cannot be listed', async () => {
    const failure = new UnfoldError('conflict', 'Not now.');
    const library = new Library(new FakeConnection({ 'runs.list': () => Promise.reject(failure) }));
    await library.refresh();
    expect(library.error).toBe(failure);
    expect(library.loaded).toBe(false);
  });
});

describe('the pace of events', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const changed = (id: number, evaluations: number, status: RunStatus = 'running'): EventMessage => ({
    event: 'run-changed',
    payload: { run: run({ id, status }), evaluations, events: 0 },
  });

  it('passes on the last of several about a run, and none is lost', () => {
    const passed: EventMessage[] = [];
    const hear = createEventPace((message) => passed.push(message));
    hear(changed(7, 1));
    expect(passed).toHaveLength(1);
    for (let i = 2; i < 9; i++) hear(changed(7, i));
    hear(changed(8, 1, 'queued'));
    expect(passed.slice(1)).toEqual([changed(7, 8), changed(8, 1, 'queued')]);
    hear(changed(7, 9));
    expect(passed).toHaveLength(3);
    vi.advanceTimersByTime(PACE);
    expect(passed.at(-1)).toEqual(changed(7, 9));
  });
  it('holds back no change of status and nothing else, and keeps the order', () => {
    const passed: EventMessage[] = [];
    const hear = createEventPace((message) => passed.push(message));
    hear(changed(7, 1));
    hear(changed(7, 2));
    hear({ event: 'library-changed', payload: {} });
    hear(changed(7, 3));
    hear(changed(7, 3, 'paused'));
    expect(passed).toEqual([
      changed(7, 1),
      changed(7, 2),
      { event: 'library-changed', payload: {} },
      changed(7, 3, 'paused'),
    ]);
    vi.advanceTimersByTime(PACE);
    expect(passed).toHaveLength(4);
  });
});

describe('an import', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once for changes that come together, and drops answers to older questions', async () => {
    const answers: ((bytes: number) => void)[] = [];
    const connection = new FakeConnection({
      'corpora.preview': () => new Promise((resolve) => answers.push((bytes) => resolve(preview({ bytes })))),
    });
    const draft = new ImportDraft(connection);
    draft.addText('Text.');
    await vi.advanceTimersByTimeAsync(1);
    draft.change({ lowercase: true });
    draft.change({ tokens: 'character' });
    await vi.advanceTimersByTimeAsync(PREVIEW_DELAY);
    expect(connection.callsOf('corpora.preview')).toMatchObject([
      { settings: { lowercase: false } },
      { settings: { lowercase: true, tokens: 'character' } },
    ]);
    answers[1]?.(2);
    answers[0]?.(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(draft.preview?.bytes).toBe(2);
    expect(draft.previewing).toBe(false);
  });
  it('looks K and the least count up in what was read', async () => {
    const connection = new FakeConnection({ 'corpora.preview': () => preview() });
    const draft = new ImportDraft(connection);
    draft.addText('Text.');
    await vi.advanceTimersByTimeAsync(1);
    expect(draft.effectiveSize).toBe(8000);
    draft.setVocabulary({ vocabularySize: 5 });
    expect(draft.effectiveSize).toBe(5);
    expect(draft.unknownShare).toBeCloseTo(1 - 200 / (200 + 7995 * 10 + 8204), 12);
    draft.setVocabulary({ vocabularySize: 1e6, minimumCount: 10 });
    expect(draft.effectiveSize).toBe(8000);
    await vi.advanceTimersByTimeAsync(PREVIEW_DELAY);
    expect(connection.callsOf('corpora.preview')).toHaveLength(1);
  });
  it('shows other sentences each time it is asked to, and the first ones again', async () => {
    const connection = new FakeConnection({ 'corpora.preview': () => preview() });
    const draft = new ImportDraft(connection);
    draft.addText('Text.');
    for (const which of ['others', 'others', 'first'] as const) {
      draft.showSentences(which);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(connection.callsOf('corpora.preview').map(({ draw }) => draw)).toEqual([1, 2, null]);
  });
  it('gives files the parts that their names say, until one is chosen', async () => {
    const connection = new FakeConnection({ 'corpora.preview': () => preview() });
    const draft = new ImportDraft(connection);
    const roles = (): string[] => draft.sources.map(({ role }) => role);
    await draft.take(['ptb.train.txt', 'ptb.valid.txt'].map((name) => new File(['a'], name)));
    expect(roles()).toEqual(['train', 'validation']);
    draft.setRole(draft.sources[0]!.key, 'split');
    await draft.take([new File(['a'], 'ptb.test.txt')]);
    expect(roles()).toEqual(['split', 'validation', 'split']);
  });
  it('takes its name from the first file and keeps each file’s part', async () => {
    const connection = new FakeConnection({ 'corpora.preview': () => preview(), 'corpora.import': () => corpus() });
    const draft = new ImportDraft(connection);
    await draft.take([new File(['a'], 'novel.one.txt'), new File(['b'], 'other.txt')]);
    expect(draft.name).toBe('novel.one');
    draft.setRole(draft.sources[1]!.key, 'validation');
    await draft.keep('novel');
    expect(connection.callsOf('corpora.import')[0]?.sources).toEqual([
      { source: { kind: 'file', id: 'file novel.one.txt' }, role: 'split' },
      { source: { kind: 'file', id: 'file other.txt' }, role: 'validation' },
    ]);
  });
  it('takes the other files in when one cannot be, and none after it was cancelled', async () => {
    const connection = new FakeConnection({ 'corpora.preview': () => preview() });
    const files = ['a.txt', 'bad.txt', 'c.txt'].map((name) => new File(['a'], name));
    const failure = new UnfoldError('refused', 'Not this one.');
    connection.refuseFile = { 'bad.txt': failure };
    const draft = new ImportDraft(connection);
    await expect(draft.take(files)).rejects.toBe(failure);
    expect(draft.sources.map((source) => source.name)).toEqual(['a.txt', 'c.txt']);
    connection.refuseFile = { 'bad.txt': new UnfoldError('cancelled', 'Cancelled.') };
    const other = new ImportDraft(connection);
    await expect(other.take(files)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(other.sources.map((source) => source.name)).toEqual(['a.txt']);
  });
  it('shows how far it is, and can be cancelled', async () => {
    let refuse: (error: Error) => void = () => undefined;
    const connection = new FakeConnection({
      'corpora.preview': () => preview(),
      'corpora.import': () => new Promise((_, reject) => (refuse = reject)),
      'corpora.cancelImport': () => {
        refuse(new UnfoldError('cancelled', 'Cancelled.'));
        return null;
      },
    });
    const draft = new ImportDraft(connection);
    draft.addText('Text.');
    const kept = draft.keep('Text');
    const importId = connection.callsOf('corpora.import')[0]!.importId;
    const payload = { stage: 'counting', bytesDone: 5, bytesTotal: 10, bytesPerSecond: 1, secondsLeft: 5 } as const;
    connection.emit({ event: 'import-progress', payload: { ...payload, importId: 'another', bytesDone: 1 } });
    connection.emit({ event: 'import-progress', payload: { ...payload, importId } });
    expect(draft.progress).toMatchObject({ stage: 'counting', bytesDone: 5, name: 'Text' });
    await draft.cancel();
    expect(await kept).toBeNull();
    expect(draft.progress).toBeNull();
  });
  it('knows rate and time left of an upload', () => {
    expect(transfer(10, 30, 2)).toEqual({ bytesDone: 10, bytesTotal: 30, bytesPerSecond: 5, secondsLeft: 4 });
    expect(transfer(0, 30, 0).secondsLeft).toBeNull();
  });
});

describe('notices and preferences', () => {
  it('tell an error once, and nothing of what was cancelled', async () => {
    const notices = new Notices();
    const failed = () => Promise.reject(new UnfoldError('refused', 'The file is empty.'));
    expect(await notices.attempt(failed())).toBeUndefined();
    await notices.attempt(failed());
    await notices.attempt(Promise.reject(new UnfoldError('cancelled', 'No.')));
    expect(notices.errors).toHaveLength(1);
    notices.dismiss(notices.errors[0]!.key);
    expect(notices.errors).toHaveLength(0);
  });
  it('keep theme and language, and let the address go before', () => {
    localStorage.clear();
    new Preferences('').set({ theme: 'dark', language: 'zh' });
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.documentElement.lang).toBe('zh-Hans');
    expect(new Preferences('').theme).toBe('dark');
    expect(new Preferences('?theme=light').theme).toBe('light');
    localStorage.setItem('unfold.preferences', 'not JSON');
    expect(new Preferences('?language=en').theme).toBe('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });
});
