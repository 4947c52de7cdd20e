/**
 * A trained multi-layer perceptron as one file, to give away, to keep, or to start from: safetensors, or npz, where what
 * stands in the metadata is a text [].
 *
 * | name           | where                |                                                                       |
 * | W1 … WL        | tensor, F32          | [S_l, S_{l-1}]: row j holds what unit j weighs its inputs with        |
 * | b1 … bL        | tensor, F32          | [S_l]                                                                 |
 * | layers         | metadata, JSON list  | S_0 … S_L                                                             |
 * | activations    | metadata, JSON list  | f_1 … f_L: sigmoid, tanh, relu, linear; softmax at the end            |
 * | cost           | metadata             | quadratic, cross-entropy                                              |
 * | input_names    | metadata, JSON list  | optional: of the S_0 inputs                                           |
 * | target_names   | metadata, JSON list  | optional: of the classes or target values                             |
 * | table_encoding | metadata, JSON       | optional: columns, their standardisation and categories: encoding.ts  |
 * | input_scale    | metadata             | optional: inputs are this times the values of the file; 1             |
 * | format_version | metadata             | optional: 1                                                           |
 */
import * as v from 'valibot';
import { columnWidth, type TableEncoding, TableEncodingSchema } from '../datasets/table/encoding.ts';
import { COST_NAMES, type MlpParameters, type MlpShape, OUTPUT_ACTIVATION_NAMES } from '../kernels/mlp/contract.ts';
import { checkShape } from '../kernels/mlp/shape.ts';
import { FORMAT_VERSION } from './check-model.ts';
import { InterchangeError } from './interchange-error.ts';
import { type NpyArray } from './npy.ts';
import { readNpz, writeNpz } from './npz.ts';
import type { ModelFormat } from './recurrent-model-file.ts';
import { readSafetensors, readSafetensorsMetadata, type Safetensors, writeSafetensors } from './safetensors.ts';
import type { Tensor } from './tensor.ts';
import { parseJson } from './untrusted-json.ts';

export interface PerceptronModel {
  readonly shape: MlpShape;
  readonly parameters: MlpParameters;
  /** [S_0]; null: the file does not say. */
  readonly inputNames: readonly string[] | null;
  /** Of the classes (two for a single output unit) or the target values; null: the file does not say. */
  readonly targetNames: readonly string[] | null;
  /** How the row of a table becomes the inputs; null: they are numbers as they stand. */
  readonly encoding: TableEncoding | null;
  /** 1 / 255 for the grey levels of pictures. */
  readonly inputScale: number;
}

export function encodePerceptron(model: PerceptronModel, format: ModelFormat = 'safetensors'): Uint8Array<ArrayBuffer> {
  const { shape, parameters, inputNames, targetNames, encoding, inputScale } = model;
  const tensors = new Map<string, Tensor>();
  parameters.weights.forEach((W, l) => {
    tensors.set(`W${l + 1}`, { shape: [shape.layers[l + 1]!, shape.layers[l]!], data: W });
    tensors.set(`b${l + 1}`, { shape: [shape.layers[l + 1]!], data: parameters.biases[l]! });
  });
  const metadata = new Map([
    ['layers', JSON.stringify(shape.layers)],
    ['activations', JSON.stringify(shape.activations)],
    ['cost', shape.cost],
  ]);
  if (inputNames) metadata.set('input_names', JSON.stringify(inputNames));
  if (targetNames) metadata.set('target_names', JSON.stringify(targetNames));
  if (encoding) metadata.set('table_encoding', JSON.stringify(encoding));
  if (inputScale !== 1) metadata.set('input_scale', String(inputScale));
  metadata.set('format_version', FORMAT_VERSION);
  if (format === 'safetensors') return writeSafetensors({ tensors, metadata });
  const texts = [...metadata].map(([name, text]): [string, NpyArray] => [name, { shape: [], texts: [text] }]);
  return writeNpz(new Map<string, NpyArray>([...tensors, ...texts]));
}

/** Told by its layers; of either format. @throws InterchangeError when the file is neither */
export const holdsPerceptron = (file: Uint8Array): boolean =>
  isZip(file) ? readNpz(file).has('layers') : readSafetensorsMetadata(file).has('layers');

const isZip = (file: Uint8Array): boolean => file[0] === 0x50 && file[1] === 0x4b;

function contentsOf(file: Uint8Array): Safetensors {
  if (!isZip(file)) return readSafetensors(file);
  const tensors = new Map<string, Tensor>();
  const metadata = new Map<string, string>();
  for (const [name, array] of readNpz(file)) {
    if ('data' in array) tensors.set(name, array);
    else metadata.set(name, array.texts[0] ?? '');
  }
  return { tensors, metadata };
}

/**
 * Reads either format, told apart by the first bytes.
 * Weights of other types than F32 are converted to float32.
 * @throws InterchangeError with the first thing that is wrong, and what to do
 */
export function decodePerceptron(file: Uint8Array): PerceptronModel {
  const { tensors, metadata } = contentsOf(file);
  const version = metadata.get('format_version') ?? FORMAT_VERSION;
  if (version !== FORMAT_VERSION)
    throw new InterchangeError(
      `The model was saved in version ${quote(version)} of its format, and this program reads version ${FORMAT_VERSION}: update Unfold.`,
    );
  const shape = readShape(metadata);
  const { layers } = shape;
  const outputs = layers[layers.length - 1]!;
  return {
    shape,
    parameters: readParameters(tensors, shape),
    inputNames: readNames(metadata, 'input_names', [layers[0]!]),
    targetNames: readNames(metadata, 'target_names', outputs === 1 ? [1, 2] : [outputs]),
    encoding: readEncoding(metadata, layers[0]!),
    inputScale: readScale(metadata),
  };
}

const LayersSchema = v.array(v.pipe(v.number(), v.integer()));
const ActivationsSchema = v.array(v.picklist(OUTPUT_ACTIVATION_NAMES));
const CostSchema = v.picklist(COST_NAMES);
const NamesSchema = v.array(v.string());

function readShape(metadata: ReadonlyMap<string, string>): MlpShape {
  const shape: MlpShape = {
    layers: required(metadata, 'layers', LayersSchema, 'the sizes of its layers, [2, 3, 1] for example'),
    activations: required(
      metadata,
      'activations',
      ActivationsSchema,
      `a list of ${OUTPUT_ACTIVATION_NAMES.join(', ')}`,
    ),
    cost: required(metadata, 'cost', CostSchema, COST_NAMES.join(' or ')),
  };
  try {
    checkShape(shape);
  } catch (error) {
    throw new InterchangeError(`The network in the file is not possible. ${(error as Error).message}`, {
      cause: error,
    });
  }
  return shape;
}

function required<S extends v.GenericSchema>(
  metadata: ReadonlyMap<string, string>,
  name: string,
  schema: S,
  meaning: string,
): v.InferOutput<S> {
  const text = metadata.get(name);
  if (text === undefined)
    throw new InterchangeError(`The file has no ${name}: add ${meaning} to its metadata under this name.`);
  const result = v.safeParse(schema, name === 'cost' ? text : parseJson(text, 1, `The entry ${name}`));
  if (!result.success) throw new InterchangeError(`The file's ${name} is ${quote(text)}: it must be ${meaning}.`);
  return result.output;
}

function readParameters(tensors: ReadonlyMap<string, Tensor>, { layers }: MlpShape): MlpParameters {
  const expected = new Map<string, readonly number[]>();
  for (let l = 1; l < layers.length; l++) {
    expected.set(`W${l}`, [layers[l]!, layers[l - 1]!]);
    expected.set(`b${l}`, [layers[l]!]);
  }
  for (const name of tensors.keys())
    if (!expected.has(name))
      throw new InterchangeError(`The file also holds ${quote(name)}: its layers are [${layers.join(', ')}].`);
  const read = (name: string): Float32Array => {
    const tensor = tensors.get(name);
    if (!tensor) throw new InterchangeError(`The file has no ${name}: its layers are [${layers.join(', ')}].`);
    const shape = expected.get(name)!;
    if (tensor.shape.join() !== shape.join())
      throw new InterchangeError(
        `${name} has the shape [${tensor.shape.join(', ')}], but the layers [${layers.join(', ')}] need [${shape.join(', ')}]: save it in that shape.`,
      );
    const values = Float32Array.from(tensor.data);
    if (!values.every(Number.isFinite))
      throw new InterchangeError(
        `${name} holds values that are not finite numbers: the training it comes from had diverged. Use an earlier save of it.`,
      );
    return values;
  };
  const numbers = layers.slice(1).map((_, l) => l + 1);
  return { weights: numbers.map((l) => read(`W${l}`)), biases: numbers.map((l) => read(`b${l}`)) };
}

function readNames(
  metadata: ReadonlyMap<string, string>,
  name: string,
  counts: readonly number[],
): readonly string[] | null {
  const text = metadata.get(name);
  if (text === undefined) return null;
  const result = v.safeParse(NamesSchema, parseJson(text, 1, `The entry ${name}`));
  if (!result.success || !counts.includes(result.output.length))
    throw new InterchangeError(`The file's ${name} must be a list of ${counts.join(' or ')} texts.`);
  return result.output;
}

function readEncoding(metadata: ReadonlyMap<string, string>, inputs: number): TableEncoding | null {
  const text = metadata.get('table_encoding');
  if (text === undefined) return null;
  const result = v.safeParse(TableEncodingSchema, parseJson(text, 4, 'The description of the columns'));
  if (!result.success)
    throw new InterchangeError(
      "The file's table_encoding is not one that Unfold knows: remove it from the file, or update Unfold.",
    );
  const width = result.output.inputs.reduce((sum, column) => sum + columnWidth(column), 0);
  if (width !== inputs)
    throw new InterchangeError(
      `The file's columns become ${width} inputs, but its network has ${inputs}: remove table_encoding from the file, or save it again.`,
    );
  return result.output;
}

function readScale(metadata: ReadonlyMap<string, string>): number {
  const text = metadata.get('input_scale') ?? '1';
  const scale = Number(text);
  if (!(scale > 0 && scale < Infinity))
    throw new InterchangeError(`The file's input_scale is ${quote(text)}: it must be a positive number.`);
  return scale;
}

const quote = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
