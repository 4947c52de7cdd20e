import { expect, test } from 'vitest';
import { defaultGeneratedSettings } from '../../src-shared/datasets/generated/registry.ts';
import { generatedPreset } from '../../src-shared/training/mlp/presets.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importData } from './data-sets-in.ts';
import { testEngine } from './test-engine.ts';

const xor = { kind: 'generated' as const, settings: defaultGeneratedSettings('xor') };

async function library() {
  const engine = await testEngine(temporaryFolder());
  const dataSet = await importData(engine, xor, 'Xor');
  const settings = { ...generatedPreset('xor'), epochs: 2 };
  const begin = async (name: string): Promise<number> => {
    const { id } = await engine.request('perceptrons.start', { dataSet: dataSet.id, name, settings });
    await engine.followRun(id, {});
    return id;
  };
  return { engine, dataSet, runs: [await begin('first'), await begin('second')] as const };
}

test('a data set is renamed, tagged, archived, and others hear of it', async () => {
  const { engine, dataSet } = await library();
  let changes = 0;
  engine.subscribe(({ event }) => void (changes += event === 'library-changed' ? 1 : 0));
  await engine.request('datasets.update', { dataSet: dataSet.id, name: 'Gate', tags: ['small'], archived: true });
  expect(changes).toBe(1);
  const [changed] = await engine.request('datasets.list', {});
  expect(changed).toEqual({ ...dataSet, name: 'Gate', tags: ['small'], archived: true });
  // the same data again: they are shown again
  expect((await importData(engine, xor)).archived).toBe(false);
  await expect(engine.request('datasets.update', { dataSet: 99, name: 'x' })).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('a data set goes into the trash with its runs, and comes back with them', async () => {
  const { engine, dataSet, runs } = await library();
  const item = { kind: 'dataset', id: dataSet.id } as const;
  const inTrash = async () => [
    (await engine.request('datasets.list', {})).map(({ trashedAt }) => trashedAt !== null),
    (await engine.request('runs.list', {})).map(({ trashedAt }) => trashedAt !== null),
  ];
  await engine.request('library.trash', { items: [{ kind: 'run', id: runs[0] }] });
  await engine.request('library.trash', { items: [item] });
  expect(await inTrash()).toEqual([[true], [true, true]]);
  await engine.request('library.restore', { items: [item] });
  // the first run went there by itself
  expect(await inTrash()).toEqual([[false], [false, true]]);

  await engine.request('library.trash', { items: [item] });
  await engine.request('library.restore', { items: [{ kind: 'run', id: runs[1] }] });
  expect(await inTrash()).toEqual([[false], [false, true]]);

  await engine.request('library.trash', { items: [item] });
  await importData(engine, xor);
  expect(await inTrash()).toEqual([[false], [false, true]]);
});

test('the trash is emptied of a data set, its runs and its examples', async () => {
  const { engine, dataSet } = await library();
  const item = { kind: 'dataset', id: dataSet.id } as const;
  await engine.request('library.emptyTrash', { items: [item] });
  expect(await engine.request('datasets.list', {})).toHaveLength(1);
  await engine.request('library.trash', { items: [item] });
  await engine.request('library.emptyTrash', {});
  expect(await engine.request('datasets.list', {})).toEqual([]);
  expect(await engine.request('runs.list', {})).toEqual([]);
  await expect(
    engine.request('datasets.examples', { dataSet: dataSet.id, split: 'train', offset: 0, limit: 1 }),
  ).rejects.toMatchObject({ kind: 'not-found' });
});
