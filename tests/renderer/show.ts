/** Mounts the whole window on a fake connection at an address. Chart.js needs a canvas: it is replaced by a stub. */
import { cleanup, configure, render } from '@testing-library/svelte';
import { afterEach, vi } from 'vitest';
import AppView from '../../src-renderer/App.svelte';
import { DEFAULT_VIEW, runView } from '../../src-renderer/pages/run/run-view.svelte.ts';
import { App } from '../../src-renderer/state/app.svelte.ts';
import { Preferences } from '../../src-renderer/state/preferences.svelte.ts';
import type { FakeConnection } from './fake-connection.ts';

vi.mock('../../src-renderer/charts/chart-js.ts', () => ({
  MARGIN: 6,
  createCurves: () => ({ destroy: () => undefined }),
  drawCurves: () => undefined,
}));

// what is waited for comes in a moment, unless the machine is busy with something else
configure({ asyncUtilTimeout: 60_000 });

let end: (() => void) | undefined;

export function show(connection: FakeConnection, address = '#/', search = '?language=en'): App {
  location.hash = address;
  const app = new App(connection, new Preferences(search));
  end = app.start();
  render(AppView, { props: { app } });
  return app;
}

afterEach(() => {
  cleanup();
  end?.();
  end = undefined;
  location.hash = '';
  runView.choose(DEFAULT_VIEW);
});
