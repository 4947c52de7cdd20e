/** Things of the page that are dragged to other programs: written into a folder of their own, which goes at the end. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, nativeImage, type WebContents } from 'electron';
import * as v from 'valibot';
import { safeFileName } from '#shared/protocol/index.ts';

/** Bytes; what is larger is exported, not dragged. */
const MOST_BYTES = 64 * 2 ** 20;
const ICON_SIZE = 64;

const OutgoingFileSchema = v.object({
  name: v.string(),
  content: v.union([
    v.pipe(v.string(), v.maxLength(MOST_BYTES)),
    v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.byteLength <= MOST_BYTES),
    ),
  ]),
});

export interface OutgoingFiles {
  /** From the page's `dragstart`. What is no such file is not dragged. */
  drag(page: WebContents, file: unknown): void;
}

/** @param iconFile shown under the pointer while something is dragged */
export function outgoingFiles(iconFile: string): OutgoingFiles {
  let folder: string | undefined;
  app.on('quit', () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  return {
    drag(page, given) {
      const parsed = v.safeParse(OutgoingFileSchema, given);
      const icon = nativeImage.createFromPath(iconFile).resize({ width: ICON_SIZE });
      if (!parsed.success || icon.isEmpty()) return;
      folder ??= mkdtempSync(join(tmpdir(), 'unfold-drag-'));
      // a folder for each, so that the name may be the same every time
      const own = join(folder, randomUUID());
      mkdirSync(own, { mode: 0o700 });
      const file = join(own, safeFileName(parsed.output.name));
      writeFileSync(file, parsed.output.content, { mode: 0o600 });
      page.startDrag({ file, icon });
    },
  };
}
