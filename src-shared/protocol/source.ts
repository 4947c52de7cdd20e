/** Where text or data come from. */
import * as v from 'valibot';

/** Texts that Unfold writes itself, so that a first run needs no file. */
export const SAMPLE_TEXTS = ['small-grammar'] as const;
export type SampleText = (typeof SAMPLE_TEXTS)[number];

const text = v.pipe(v.string(), v.maxLength(10_000_000, 'Pasted text may have 10 million characters; use a file.'));

/** A `file` was granted by the door (a dropped or chosen file, an upload); paths never cross. */
export const FileSourceSchema = v.object({ kind: v.literal('file'), id: v.string() });
export const TextSourceSchema = v.object({ kind: v.literal('text'), text });
export const SourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('sample'), sample: v.picklist(SAMPLE_TEXTS) }),
  FileSourceSchema,
  TextSourceSchema,
]);
export type Source = v.InferOutput<typeof SourceSchema>;
