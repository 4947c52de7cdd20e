/** `unfold serve`: the browser door from the terminal. */
import * as v from 'valibot';
import { UnfoldError } from '#shared/protocol/index.ts';
import { dataFolder } from '../../data-folder.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { settingOr } from '../options/option.ts';

export const serve = command({
  name: 'serve',
  summary: 'Opens Unfold for a browser, on this computer only.',
  positionals: { usage: '', least: 0, most: 0 },
  options: {
    port: settingOr(
      v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
      0,
      'N',
      'port on 127.0.0.1; 0 takes any free one',
    ),
  },
  details:
    'The printed address carries a secret of this start. From another computer, tunnel the port with "ssh -L" and open ' +
    'the same address. Ctrl-C stops it; training goes on from its checkpoint later.',
  examples: ['serve', 'serve --port 8080'],
  async run({ options, terminal, json, place, data, interrupts }) {
    const { openBrowserDoor } = await import('../../serve/browser-door.ts');
    const door = await openBrowserDoor({
      files: place.files,
      version: place.version,
      dataFolder: dataFolder(data),
      port: options.port,
    }).catch((error: unknown) => {
      // the door's own errors are sentences for the person
      throw error instanceof Error ? new UnfoldError('refused', error.message, error.stack) : error;
    });
    if (json) terminal.json({ event: 'serve', url: door.url, address: door.address });
    else terminal.line(`Unfold is open at ${door.url}\nCtrl-C stops it; training goes on from its checkpoint later.`);
    await new Promise<void>((resolve) => interrupts.handle(resolve));
    await door.close();
    return EXIT.done;
  },
});
