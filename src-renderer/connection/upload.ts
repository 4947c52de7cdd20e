/** Streams a file to the machine the engine runs on. XMLHttpRequest, since fetch reports no progress of uploads. */
import { type ErrorPayload, fromErrorPayload, type Source, UnfoldError } from '#shared/protocol/index.ts';
import type { TakeFileOptions } from './connection.ts';

type UploadAnswer = { readonly source: Source } | { readonly error: ErrorPayload };

export function upload(file: File, { progress, signal }: TakeFileOptions = {}): Promise<Source> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', `/upload?name=${encodeURIComponent(file.name)}`);
    call.responseType = 'json';
    call.upload.addEventListener('progress', (event) => progress?.(event.loaded));
    call.addEventListener('load', () => {
      const answer = call.response as UploadAnswer | null;
      if (answer && 'source' in answer) resolve(answer.source);
      else if (answer) reject(fromErrorPayload(answer.error));
      else reject(new UnfoldError('refused', `"${file.name}" was not accepted. Reload this page, then try again.`));
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
