/** Streams a file to the machine the engine runs on. XMLHttpRequest, since fetch reports no progress of uploads. */
import { type ErrorPayload, fromErrorPayload, type Run, type Source, UnfoldError } from '#shared/protocol/index.ts';
import type { TakeFileOptions } from './connection.ts';
import { authorization } from './secret.ts';

/** What a path of the door answers. */
interface Answers {
  '/upload': { readonly source: Source };
  '/models': { readonly run: Run };
}

/** @throws UnfoldError */
export function upload<Path extends keyof Answers>(
  path: Path,
  secret: string,
  file: File,
  { progress, signal }: TakeFileOptions = {},
): Promise<Answers[Path]> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', `${path}?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries(authorization(secret))) call.setRequestHeader(name, value);
    call.responseType = 'json';
    call.upload.addEventListener('progress', (event) => progress?.(event.loaded));
    call.addEventListener('load', () => {
      const answer = call.response as Answers[Path] | { readonly error: ErrorPayload } | null;
      if (answer === null)
        reject(new UnfoldError('refused', `"${file.name}" was not accepted. Reload this page, then try again.`));
      else if ('error' in answer) reject(fromErrorPayload(answer.error));
      else resolve(answer);
    });
    call.addEventListener('error', () =>
      reject(
        new UnfoldError('conflict', `The connection was lost while "${file.name}" was sent. Wait, then try again.`),
      ),
    );
    call.addEventListener('abort', () => reject(new UnfoldError('cancelled', `Sending "${file.name}" was cancelled.`)));
    signal?.addEventListener('abort', () => call.abort());
    call.send(file);
  });
}
