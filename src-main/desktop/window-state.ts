/** Remembers where the window was. A state that no display shows any more is not used. */
import { type BrowserWindow, screen } from 'electron';
import * as v from 'valibot';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { isReachable } from './reachable.ts';

const whole = v.pipe(v.number(), v.integer());
const WindowStateSchema = v.object({
  bounds: v.object({
    x: whole,
    y: whole,
    width: v.pipe(whole, v.minValue(200)),
    height: v.pipe(whole, v.minValue(200)),
  }),
  maximized: v.boolean(),
});
export type WindowState = v.InferOutput<typeof WindowStateSchema>;

/** null at the first start, and when the file is damaged: then the default place is right. */
export function readWindowState(file: string): WindowState | null {
  const state = readJsonFile(file, WindowStateSchema);
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  return state !== null && isReachable(state.bounds, displays) ? state : null;
}

/** Writes the state when the window closes. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    writeJsonFile(file, state);
  });
}
