/** Starts the window: preferences first, so that nothing flashes, then the engine, then the pages. */
import { mount } from 'svelte';
import AppView from './App.svelte';
import { theme } from './charts/palette.svelte.ts';
import { connect } from './connection/connect.ts';
import Locked from './pages/locked/Locked.svelte';
import { App } from './state/app.svelte.ts';
import { Preferences } from './state/preferences.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/regions.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');

const preferences = new Preferences();
theme.watch();
const connection = await connect();
if (typeof connection === 'string') {
  mount(Locked, { target, props: { reached: connection === 'locked' } });
} else {
  const app = new App(connection, preferences);
  app.start();
  mount(AppView, { target, props: { app } });
}
