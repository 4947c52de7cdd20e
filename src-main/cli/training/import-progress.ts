/** Shows how far an import is while it runs, and cancels it on Ctrl-C. */
import type { LocalEngine } from '../../engine/contract.ts';
import type { Surroundings } from '../command.ts';
import { bytes, duration } from '../terminal/figures.ts';
import { progressLine } from './progress-bar.ts';

export async function showingImport<T>(
  engine: LocalEngine,
  importId: string,
  { terminal, interrupts }: Surroundings,
  work: () => Promise<T>,
): Promise<T> {
  const stopListening = engine.subscribe((message) => {
    if (message.event !== 'import-progress' || message.payload.importId !== importId) return;
    const { stage, bytesDone, bytesTotal, bytesPerSecond, secondsLeft } = message.payload;
    const left = secondsLeft === null ? [] : [`${duration(secondsLeft)} left`];
    const texts = [stage, `${bytes(bytesDone)} of ${bytes(bytesTotal)}`, `${bytes(bytesPerSecond)}/s`, ...left];
    terminal.status(progressLine(bytesTotal > 0 ? bytesDone / bytesTotal : 0, texts, terminal.columns));
  });
  const stopHandling = interrupts.handle(() => {
    // an import that has just ended has nothing to cancel: the command sees the interrupt next
    engine.request('corpora.cancelImport', { importId }).catch(() => undefined);
  });
  try {
    return await work();
  } finally {
    stopHandling();
    stopListening();
    terminal.status('');
  }
}
