/** The library in the window, on a fake connection with a trash: by mouse and by keyboard. */
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Corpus, LibraryEntry, LanguageRun } from '#shared/protocol/entities.ts';
import type { LibraryItem } from '#shared/protocol/index.ts';
import { corpus, evaluation, run } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';
import { show } from '../show.ts';

beforeEach(() => localStorage.clear());

const completed = (over: Partial<LanguageRun> = {}): LanguageRun => run({ status: 'completed', ...over });

/** Keeps texts and runs as the engine does. */
function library(runs: LanguageRun[] = [completed()], corpora: Corpus[] = [corpus()]): FakeConnection {
  const set = (items: readonly LibraryItem[], change: Partial<Pick<LanguageRun, keyof LibraryEntry>>): void => {
    for (const { kind, id } of items) {
      if (kind === 'corpus') corpora = corpora.map((one) => (one.id === id ? { ...one, ...change } : one));
      runs = runs.map((one) =>
        (kind === 'run' && one.id === id) || (kind === 'corpus' && one.corpusId === id && 'trashedAt' in change)
          ? { ...one, ...change }
          : one,
      );
    }
  };
  return new FakeConnection({
    'corpora.list': () => corpora,
    'runs.list': () => runs,
    'runs.get': ({ run: id }) => runs.find((one) => one.id === id)!,
    'runs.metrics': () => [],
    'runs.evaluations': () => [evaluation(0)],
    'runs.events': () => [],
    'runs.samples': () => [],
    'runs.baselines': () => null,
    'runs.update': ({ run: id, ...change }) => {
      set([{ kind: 'run', id }], change);
      return null;
    },
    'corpora.update': ({ corpus: id, ...change }) => {
      set([{ kind: 'corpus', id }], change);
      return null;
    },
    'library.trash': ({ items }) => {
      set(items, { trashedAt: Date.now() });
      return null;
    },
    'library.restore': ({ items }) => {
      set(items, { trashedAt: null });
      return null;
    },
    'library.emptyTrash': () => {
      corpora = corpora.filter(({ trashedAt }) => trashedAt === null);
      runs = runs.filter(({ trashedAt }) => trashedAt === null);
      return null;
    },
  });
}
const rail = () => within(screen.getByRole('navigation', { name: 'Library' }));
const row = (name: RegExp) => rail().findByRole('treeitem', { name });
const press = (key: string, over: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...over });
async function focusOn(name: RegExp): Promise<HTMLElement> {
  const element = await row(name);
  element.focus();
  return element;
}

describe('the library', () => {
  it('shows texts with their runs, what trains, and finds by name', async () => {
    show(library([run()]));
    expect(await row(/Middlemarch.*100k tokens/s)).toBeTruthy();
    expect(await row(/Training.*recommended.*153/s)).toBeTruthy();
    expect(rail().getByText('Epoch 3 of 20')).toBeTruthy();
    expect(rail().getByText('9:00 left')).toBeTruthy();
    await fireEvent.input(rail().getByRole('searchbox'), { target: { value: 'xyz' } });
    expect(await rail().findByText('Nothing is called, noted or tagged “xyz”.')).toBeTruthy();
  });
  it('shows a text whatever its name is, that of a page too', async () => {
    show(library([], [corpus({ name: 'New run' })]), '#/text/1');
    expect(await screen.findByRole('heading', { name: 'New run' })).toBeTruthy();
  });
  it('shows bits per character instead, when asked to, and remembers it', async () => {
    show(library());
    await row(/153/);
    await fireEvent.click(rail().getByRole('button', { name: 'Sort and filter' }));
    await fireEvent.click(rail().getByRole('button', { name: 'bits/char' }));
    expect(await row(/1\.56/)).toBeTruthy();
    expect(localStorage.getItem('unfold.preferences')).toContain('"figure":"bits"');
  });
  it('offers the archive when nothing else is found', async () => {
    show(library([completed({ archived: true, name: 'old one' })]));
    await row(/Middlemarch/);
    expect(rail().queryByRole('treeitem', { name: /old one/ })).toBeNull();
    await fireEvent.input(rail().getByRole('searchbox'), { target: { value: 'old one' } });
    await fireEvent.click(await rail().findByRole('button', { name: 'Show the archive (1)' }));
    expect(await row(/old one/)).toBeTruthy();
  });
  it('draws few of many rows, and all of them can be reached', async () => {
    show(library(Array.from({ length: 400 }, (_, i) => completed({ id: i + 1, name: `run ${i}`, createdAt: -i }))));
    await focusOn(/Middlemarch/);
    expect(rail().getAllByRole('treeitem').length).toBeLessThan(150);
    await press('End');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('run 399'));
  });
});

describe('by keyboard', () => {
  it('the library is one tab stop, walked by arrow keys', async () => {
    show(library([completed({ id: 1, name: 'one', createdAt: 2 }), completed({ id: 2, name: 'two', createdAt: 1 })]));
    await focusOn(/Middlemarch/);
    expect(
      rail()
        .getAllByRole('treeitem')
        .filter((item) => item.tabIndex === 0),
    ).toHaveLength(1);
    await press('ArrowDown');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('one'));
    await press('ArrowDown');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('two'));
    await press('ArrowLeft');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Middlemarch'));
    await press('ArrowLeft');
    await waitFor(() => expect(rail().queryByRole('treeitem', { name: /two/ })).toBeNull());
    await press('ArrowRight');
    expect(await row(/two/)).toBeTruthy();
  });
  it('Space picks a run for Compare and gives its curve a colour', async () => {
    const app = show(library());
    const element = await focusOn(/recommended/);
    expect(element.getAttribute('aria-checked')).toBe('false');
    await press(' ');
    await waitFor(() => expect(element.getAttribute('aria-checked')).toBe('true'));
    expect(app.picked.ids).toEqual([7]);
    expect(element.querySelector('svg.picked')?.getAttribute('style')).toContain('--s1');
  });
  it('F2 renames in place, in the list and in the title', async () => {
    const connection = library();
    show(connection, '#/run/7');
    await screen.findByRole('heading', { name: 'recommended' });
    await focusOn(/recommended/);
    await press('F2');
    let field = await rail().findByRole('textbox', { name: 'Name' });
    await fireEvent.input(field, { target: { value: 'in the list' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await screen.findByRole('heading', { name: 'in the list' });
    document.body.focus();
    (document.activeElement as HTMLElement).blur();
    await fireEvent.keyDown(document.body, { key: 'F2' });
    field = await screen.findByRole('textbox', { name: 'Name' });
    expect(rail().queryByRole('textbox', { name: 'Name' })).toBeNull();
    await fireEvent.input(field, { target: { value: 'in the title' } });
    await fireEvent.keyDown(field, { key: 'Escape' });
    await screen.findByRole('heading', { name: 'in the list' });
    expect(connection.callsOf('runs.update')).toEqual([{ run: 7, name: 'in the list' }]);
  });
  it('Delete puts into the trash at once, Ctrl Z takes back', async () => {
    const connection = library();
    show(connection, '#/run/7');
    await screen.findByRole('heading', { name: 'recommended' });
    await focusOn(/recommended/);
    await press('Delete');
    expect(await screen.findByText('“recommended” is in the trash')).toBeTruthy();
    expect(connection.callsOf('library.trash')).toEqual([{ items: [{ kind: 'run', id: 7 }] }]);
    expect(rail().queryByRole('treeitem', { name: /recommended/ })).toBeNull();
    expect(await screen.findByRole('heading', { name: 'Middlemarch' })).toBeTruthy();
    await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    expect(await row(/recommended/)).toBeTruthy();
    expect(await screen.findByRole('heading', { name: 'recommended' })).toBeTruthy();
    expect(connection.callsOf('library.restore')).toEqual([{ items: [{ kind: 'run', id: 7 }] }]);
  });
  it('Shift F10 shows the same actions as the three dots', async () => {
    show(library(), '#/run/7');
    await screen.findByRole('heading', { name: 'recommended' });
    await focusOn(/recommended/);
    await press('F10', { shiftKey: true });
    const names = () => screen.getAllByRole('menuitem').map((item) => item.textContent.trim());
    const inList = names();
    expect(inList.join()).toMatch(/Rename.*Pick for Compare.*New run from these.*Export weights.*Archive.*Delete/s);
    await fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
    expect(document.activeElement?.textContent).toContain('recommended');
    await fireEvent.click(screen.getByRole('button', { name: 'More' }));
    expect(inList.every((name) => names().includes(name))).toBe(true);
  });
  it('a button opens its menu, alone says so, and closes it again', async () => {
    show(library(), '#/run/7');
    const more = await screen.findByRole('button', { name: 'More' });
    const press = async (): Promise<void> => {
      await fireEvent.pointerDown(more);
      await fireEvent.click(more);
    };
    await press();
    expect(screen.getByRole('menu')).toBeTruthy();
    const opened = screen.getAllByRole('button').filter((one) => one.getAttribute('aria-expanded') === 'true');
    expect(opened).toEqual([more]);
    await press();
    expect(screen.queryByRole('menu')).toBeNull();
    expect(more.getAttribute('aria-expanded')).toBe('false');
  });
  it('? shows all keys that work in this door', async () => {
    show(library());
    await row(/recommended/);
    await fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('New run').parentElement?.textContent).toContain('Alt Shift N');
    await fireEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
  it('the built-in sample is one key from a new run', async () => {
    const connection = library([], []);
    connection.answers['corpora.import'] = () => {
      connection.answers['corpora.list'] = () => [corpus({ id: 4, name: 'Small grammar' })];
      return corpus({ id: 4, name: 'Small grammar' });
    };
    show(connection);
    await screen.findByRole('heading', { name: 'Start with a text.' });
    await fireEvent.keyDown(document.body, { key: 'T', altKey: true, shiftKey: true });
    await waitFor(() => expect(location.hash).toBe('#/text/4/run'));
    expect(connection.callsOf('corpora.import')[0]).toMatchObject({
      name: 'Small grammar',
      sources: [{ source: { kind: 'sample', sample: 'small-grammar' }, role: 'split' }],
    });
  });
});

describe('another page', () => {
  it('gives the focus to its heading, a tab of the same page does not', async () => {
    show(library(), '#/run/7');
    await screen.findByRole('heading', { name: 'recommended' });
    location.hash = '#/text/1';
    dispatchEvent(new Event('hashchange'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Middlemarch'));
    expect(document.activeElement?.tagName).toBe('H1');
  });
  it('of something in the trash offers to restore it', async () => {
    const connection = library([completed({ trashedAt: 5 })]);
    show(connection, '#/run/7');
    await fireEvent.click(await screen.findByRole('button', { name: 'Restore' }));
    expect(await row(/recommended/)).toBeTruthy();
  });
});

describe('the trash', () => {
  const trashed = () =>
    library(
      [
        completed({ id: 1, name: 'inside', trashedAt: 5 }),
        completed({ id: 2, corpusId: 2, name: 'alone', trashedAt: 9 }),
      ],
      [corpus({ trashedAt: 5 }), corpus({ id: 2, name: 'Kept' })],
    );

  it('shows a text with its runs, and gives back what it is asked for', async () => {
    const connection = trashed();
    show(connection, '#/trash');
    expect(await screen.findByText('with its runs: 1')).toBeTruthy();
    expect(rail().getByRole('link', { name: 'Trash, 2 in it' })).toBeTruthy();
    await fireEvent.click(screen.getAllByRole('button', { name: 'Restore' })[0]!);
    expect(connection.callsOf('library.restore')).toEqual([{ items: [{ kind: 'run', id: 2 }] }]);
    expect(await row(/alone/)).toBeTruthy();
  });
  it('asks once, in place, before anything goes for ever', async () => {
    const connection = trashed();
    show(connection, '#/trash');
    await fireEvent.click(await screen.findByRole('button', { name: 'Empty trash…' }));
    const question = within(screen.getByRole('alertdialog', { name: /everything in the trash \(2\)/ }));
    expect(document.activeElement?.textContent).toBe('Keep');
    await fireEvent.click(question.getByRole('button', { name: 'Keep' }));
    expect(connection.callsOf('library.emptyTrash')).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Empty trash…' }));
    await fireEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Empty trash' }));
    expect(await screen.findByText('The trash is empty.')).toBeTruthy();
    expect(connection.callsOf('library.emptyTrash')).toEqual([{}]);
  });
});

describe('notes and tags', () => {
  it('are kept for texts as for runs; known tags are suggested', async () => {
    const connection = library([completed({ tags: ['thesis'] })]);
    show(connection, '#/text/1');
    const notes = await screen.findByLabelText('Notes');
    await fireEvent.input(notes, { target: { value: 'A novel.' } });
    await fireEvent.blur(notes);
    await waitFor(() => expect(connection.callsOf('corpora.update')).toEqual([{ corpus: 1, notes: 'A novel.' }]));
    const field = screen.getByLabelText('Add a tag');
    const list = document.getElementById(field.getAttribute('list')!)!;
    expect([...list.querySelectorAll('option')].map((option) => option.value)).toEqual(['thesis']);
    await fireEvent.input(field, { target: { value: ' novel ' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(connection.callsOf('corpora.update')[1]).toEqual({ corpus: 1, tags: ['novel'] }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Remove the tag novel' }));
    await waitFor(() => expect(connection.callsOf('corpora.update')[2]).toEqual({ corpus: 1, tags: [] }));
  });
});

describe('a run that ends', () => {
  it('is told of, with a way to it, unless one looks at it', async () => {
    const connection = library([run({ id: 1, name: 'other' }), completed()]);
    show(connection, '#/run/7');
    await screen.findByRole('heading', { name: 'recommended' });
    const ended = completed({ id: 1, name: 'other' });
    connection.emit({ event: 'run-changed', payload: { run: ended, evaluations: 1, events: 0 } });
    expect(await screen.findByText('“other” finished, best perplexity 153 in validation.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(location.hash).toBe('#/run/1');
  });
});
