/** A run's export from the browser door. Fetched rather than linked to, so that the secret stays out of addresses. */
import { type ErrorPayload, type ExportFormat, fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import { saveBlob } from './save-file.ts';
import { authorization } from './secret.ts';

/** @throws UnfoldError */
export async function downloadExport(
  secret: string,
  run: number,
  format: ExportFormat,
  weights: 'best' | 'last',
): Promise<void> {
  const answer = await fetch(`/runs/${run}/export?format=${format}&weights=${weights}`, {
    headers: authorization(secret),
  }).catch(() => {
    throw new UnfoldError('conflict', 'The connection was lost before the file came. Wait, then try again.');
  });
  if (!answer.ok) throw fromErrorPayload(((await answer.json()) as { readonly error: ErrorPayload }).error);
  const [, name = ''] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '') ?? [];
  saveBlob(await answer.blob(), decodeURIComponent(name));
}
