/** PROCESS plain Node: the browser door. `serve.js [--data DIR] [--port N]`; Ctrl-C or SIGTERM stops it. */
import { parseArgs } from 'node:util';
import packageFile from '../../package.json' with { type: 'json' };
import { dataFolder } from '../data-folder.ts';
import { programFiles } from '../program-files.ts';

const OLDEST_NODE = 22;
/** Time to write checkpoints at the end, milliseconds. */
const CLOSE_LIMIT = 15_000;

function fail(sentence: string, code: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function readArguments(): { data: string | undefined; port: number } {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string', default: '0' } } });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port needs a number from 0 to 65535.');
    return { data: values.data, port };
  } catch (error) {
    return fail(`${sentenceOf(error)} Usage: [--data DIR] [--port N]`, 2);
  }
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// SQLite's native module ends an older Node without a word, so nothing that loads it is imported before this
if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
  fail(`Unfold needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. Start it with "npm start".`, 1);

const { data, port } = readArguments();
const { openBrowserDoor } = await import('./browser-door.ts');
const door = await openBrowserDoor({
  files: programFiles(import.meta.dirname),
  version: packageFile.version,
  dataFolder: dataFolder(data),
  port,
}).catch((error: unknown) => fail(sentenceOf(error), 1));

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(130); // asked twice: at once
  stopping = true;
  setTimeout(
    () => fail('The engine did not close in time; unfinished runs go on from their last checkpoint.', 1),
    CLOSE_LIMIT,
  );
  await door.close();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
// a parent that listens and dies takes its door along
process.on('disconnect', () => void stop());

if (door.note !== null) process.stderr.write(`${door.note}\n`);
process.stdout.write(`Unfold is open at ${door.url}\nCtrl-C stops it; training goes on from its checkpoint later.\n`);
process.send?.({ url: door.urlForOnce() });
