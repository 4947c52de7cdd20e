/**
 * A trained language model as one file, to give away, to keep, or to start from.
 *
 * | name           | safetensors          | npz                   |                                            |
 * | W_in           | tensor, F32          | float32 [H, K]        | column k: token k; a window model's: [P, K] |
 * | W_rec          | tensor, F32          | float32 [H, H]        | a window model's: [H, c P]                 |
 * | W_out          | tensor, F32          | float32 [K, H]        | row k: token k                             |
 * | vocabulary     | metadata, JSON list  | text [K]              | with <unk>, <s> and </s>                   |
 * | cell           | metadata             | text []               | optional: tanh                             |
 * | architecture   | metadata             | text []               | optional: recurrent                        |
 * | context        | metadata             | text []               | c, of a window model                       |
 * | hidden         | metadata             | -                     | H                                          |
 * | text_settings  | metadata, JSON       | text [], JSON         | optional: how a text becomes these tokens  |
 * | format_version | metadata             | text []               | optional: 1                                |
 */
import { PARAMETER_NAMES } from '../kernels/contract.ts';
import { matrixShapes } from '../kernels/matrix-shapes.ts';
import { checkModel, FORMAT_VERSION, type ModelContents, type RecurrentModel } from './check-model.ts';
import { InterchangeError } from './interchange-error.ts';
import type { NpyArray, Texts } from './npy.ts';
import { readNpz, writeNpz } from './npz.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import type { Tensor } from './tensor.ts';
import { parseJson } from './untrusted-json.ts';

export type { RecurrentModel };

export const MODEL_FORMATS = ['safetensors', 'npz'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];

/** @throws InterchangeError when the format cannot hold the vocabulary */
export function encodeModel(model: RecurrentModel, format: ModelFormat = 'safetensors'): Uint8Array<ArrayBuffer> {
  const { shape, parameters, vocabulary, textSettings } = model;
  const shapes = matrixShapes(shape);
  const tensors = new Map(PARAMETER_NAMES.map((name) => [name, { shape: shapes[name], data: parameters[name] }]));
  const texts = new Map<string, string>([['cell', shape.cell]]);
  if (shape.architecture === 'window') {
    texts.set('architecture', shape.architecture);
    texts.set('context', String(shape.context));
  }
  if (textSettings) texts.set('text_settings', JSON.stringify(textSettings));
  texts.set('format_version', FORMAT_VERSION);

  if (format === 'safetensors') {
    const metadata = new Map([['vocabulary', JSON.stringify(vocabulary)], ['hidden', String(shape.hidden)], ...texts]);
    return writeSafetensors({ tensors, metadata });
  }
  const single = ([name, text]: [string, string]): [string, Texts] => [name, { shape: [], texts: [text] }];
  return writeNpz(
    new Map<string, NpyArray>([
      ...tensors,
      ['vocabulary', { shape: [vocabulary.length], texts: vocabulary }],
      ...[...texts].map(single),
    ]),
  );
}

/**
 * Reads either format, told apart by the first bytes. F64, F16 and BF16 weights are converted to float32; the three
 * special tokens are moved to the front of the vocabulary, their columns and rows with them, where they are not there.
 *
 * @throws InterchangeError with the first thing that is wrong, and what to do
 */
export function decodeModel(file: Uint8Array): RecurrentModel {
  const isZip = file[0] === 0x50 && file[1] === 0x4b;
  return checkModel(isZip ? fromNpz(readNpz(file)) : fromSafetensors(file));
}

function fromSafetensors(file: Uint8Array): ModelContents {
  const { tensors, metadata } = readSafetensors(file);
  const json = metadata.get('vocabulary');
  if (json === undefined) throw new InterchangeError(NO_VOCABULARY);
  const vocabulary = parseJson(json, 1, 'The vocabulary');
  if (!Array.isArray(vocabulary)) throw new InterchangeError('The vocabulary must be a JSON list of texts.');
  return {
    tensors,
    vocabulary,
    cell: metadata.get('cell'),
    architecture: metadata.get('architecture'),
    context: metadata.get('context'),
    hidden: metadata.get('hidden'),
    textSettings: metadata.get('text_settings'),
    formatVersion: metadata.get('format_version'),
  };
}

function fromNpz(arrays: ReadonlyMap<string, NpyArray>): ModelContents {
  const texts = new Map<string, readonly string[]>();
  const tensors = new Map<string, Tensor>();
  for (const [name, array] of arrays) {
    if ('texts' in array) texts.set(name, array.texts);
    else tensors.set(name, array);
  }
  const vocabulary = texts.get('vocabulary');
  if (!vocabulary) throw new InterchangeError(NO_VOCABULARY);
  return {
    tensors,
    vocabulary,
    cell: texts.get('cell')?.[0],
    architecture: texts.get('architecture')?.[0],
    context: texts.get('context')?.[0],
    hidden: undefined,
    textSettings: texts.get('text_settings')?.[0],
    formatVersion: texts.get('format_version')?.[0],
  };
}

const NO_VOCABULARY =
  'The file has no vocabulary: add its tokens, in the order of the columns of W_in, under the name "vocabulary".';
