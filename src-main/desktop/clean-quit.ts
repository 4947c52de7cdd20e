/** Lets the engine write its checkpoints before the program ends, however it was asked to end. */
import { app } from 'electron';
import type { EngineProcess } from './engine-process.ts';

export function closeEngineBeforeQuit(engine: EngineProcess): void {
  let closed = false;
  // after the windows are gone, so that nobody looks at a window that no longer answers
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.close().then(() => {
      closed = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}
