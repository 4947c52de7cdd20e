/** From what a file holds to a network that can be used: every part present, fitting the others, and finite. */
import * as v from 'valibot';
import {
  ARCHITECTURES,
  CELL_NAMES,
  PARAMETER_NAMES,
  type ArchitectureName,
  type CellName,
  type ModelShape,
  type ParameterName,
  type Parameters,
} from '../kernels/contract.ts';
import { matrixShapes } from '../kernels/matrix-shapes.ts';
import { SPECIAL_TOKENS, TextSettingsSchema, type TextSettings } from '../text/settings.ts';
import { LONGEST_CONTEXT } from '../training/settings.ts';
import { InterchangeError } from './interchange-error.ts';
import type { Tensor } from './tensor.ts';
import { parseJson } from './untrusted-json.ts';

export const FORMAT_VERSION = '1';

export interface RecurrentModel {
  readonly shape: ModelShape;
  readonly parameters: Parameters;
  /** [K], distinct; begins with <unk>, <s>, </s>. */
  readonly vocabulary: readonly string[];
  /** null: the file does not say. */
  readonly textSettings: TextSettings | null;
}

/** As found in a file, unchecked. Texts that it does not have are undefined. */
export interface ModelContents {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly vocabulary: readonly unknown[];
  readonly cell: string | undefined;
  readonly architecture: string | undefined;
  readonly context: string | undefined;
  readonly hidden: string | undefined;
  readonly textSettings: string | undefined;
  readonly formatVersion: string | undefined;
}

/** @throws InterchangeError with the first thing that is wrong */
export function checkModel(contents: ModelContents): RecurrentModel {
  const { tensors, formatVersion = FORMAT_VERSION } = contents;
  if (formatVersion !== FORMAT_VERSION)
    throw new InterchangeError(
      `The model was saved in version ${shorten(formatVersion)} of its format, and this program reads version ` +
        `${FORMAT_VERSION}: update Unfold.`,
    );
  const vocabulary = checkVocabulary(contents.vocabulary);
  const shape = checkShape(contents, vocabulary.length);
  const { hidden: H } = shape;
  if (contents.hidden !== undefined && contents.hidden !== String(H))
    throw new InterchangeError(`The file says ${shorten(contents.hidden)} hidden units, but its W_rec has ${H}.`);
  return specialTokensFirst({
    shape,
    parameters: {
      W_in: finiteFloat32(tensors, 'W_in'),
      W_rec: finiteFloat32(tensors, 'W_rec'),
      W_out: finiteFloat32(tensors, 'W_out'),
    },
    vocabulary,
    textSettings: checkTextSettings(contents.textSettings),
  });
}

function checkVocabulary(tokens: readonly unknown[]): string[] {
  const seen = new Set<string>();
  for (const token of tokens) {
    if (typeof token !== 'string') throw new InterchangeError('The vocabulary must be a list of texts only.');
    if (seen.has(token))
      throw new InterchangeError(`The vocabulary has ${shorten(token)} twice: each token must stand in it once.`);
    seen.add(token);
  }
  for (const token of SPECIAL_TOKENS) {
    if (!seen.has(token))
      throw new InterchangeError(
        `The vocabulary has no ${token}: add it, with its column in W_in and its row in W_out.`,
      );
  }
  return [...seen];
}

/** The shape that the matrices have. */
function checkShape({ tensors, cell, architecture, context }: ModelContents, K: number): ModelShape {
  for (const name of PARAMETER_NAMES) {
    if (!tensors.has(name)) throw new InterchangeError(`The file has no ${name}: a model needs W_in, W_rec and W_out.`);
  }
  for (const name of tensors.keys()) {
    if (!(PARAMETER_NAMES as readonly string[]).includes(name))
      throw new InterchangeError(
        `The file also holds ${shorten(name)}: Unfold's network is W_in, W_rec and W_out alone, without biases.`,
      );
  }
  const size = (name: ParameterName): number => tensors.get(name)?.shape[0] ?? 0;
  const sizes = { vocabulary: K, hidden: size('W_rec'), cell: checkCell(cell) };
  if (sizes.hidden < 1) throw new InterchangeError('W_rec is empty: there must be at least one hidden unit.');
  const shape: ModelShape =
    checkArchitecture(architecture) === 'window'
      ? { architecture: 'window', ...sizes, projection: size('W_in'), context: checkContext(context) }
      : sizes;
  if (size('W_in') < 1) throw new InterchangeError('W_in is empty: a projection needs at least one number.');
  const expected = matrixShapes(shape);
  for (const name of ['W_rec', 'W_in', 'W_out'] as const) {
    const [found, needed] = [tensors.get(name)?.shape ?? [], expected[name]].map((sizes) => `[${sizes.join(', ')}]`);
    if (found === needed) continue;
    throw new InterchangeError(
      shape.architecture === 'window'
        ? `${name} has the shape ${found}, but ${K} tokens, ${shape.hidden} hidden units and a window of ${shape.context} ` +
            `projections of ${shape.projection} need ${needed}: save it in that shape.`
        : `${name} has the shape ${found}, but ${K} tokens and ${shape.hidden} hidden units need ${needed}: save it in that shape.`,
    );
  }
  return shape;
}

function checkArchitecture(architecture = 'recurrent'): ArchitectureName {
  const known = ARCHITECTURES.find((name) => name === architecture);
  if (!known)
    throw new InterchangeError(
      `The model's architecture is ${shorten(architecture)}: Unfold has ${ARCHITECTURES.join(' and ')}.`,
    );
  return known;
}

/** The text of a whole number; the settings of a run hold at most LONGEST_CONTEXT. */
function checkContext(context = ''): number {
  const c = /^\d{1,9}$/.test(context) ? Number(context) : 0;
  if (c < 1 || c > LONGEST_CONTEXT)
    throw new InterchangeError(
      `A window model needs its number of tokens as "context", 1 to ${LONGEST_CONTEXT}: the file says ${shorten(context)}.`,
    );
  return c;
}

function checkCell(cell = 'tanh'): CellName {
  const known = CELL_NAMES.find((name) => name === cell);
  if (!known) throw new InterchangeError(`The model's cell is ${shorten(cell)}: Unfold has ${CELL_NAMES.join(', ')}.`);
  return known;
}

function finiteFloat32(tensors: ReadonlyMap<string, Tensor>, name: keyof Parameters): Float32Array {
  const weights = Float32Array.from(tensors.get(name)?.data ?? []);
  const bad = weights.findIndex((w) => !Number.isFinite(w));
  if (bad >= 0)
    throw new InterchangeError(
      `${name} holds ${Number.isNaN(weights[bad]) ? 'values that are not numbers' : 'infinite values'}: ` +
        'the training it comes from had diverged. Use an earlier save of it.',
    );
  return weights;
}

function checkTextSettings(json: string | undefined): TextSettings | null {
  if (json === undefined) return null;
  const result = v.safeParse(TextSettingsSchema, parseJson(json, 4, 'The description of the text settings'));
  if (!result.success)
    throw new InterchangeError(
      'The text settings in the file are not ones that Unfold knows: remove text_settings from it, or update Unfold.',
    );
  return result.output;
}

/** Ids 0, 1, 2 are <unk>, <s>, </s> everywhere in the program; a file may have them anywhere. The rest keeps its order. */
function specialTokensFirst(model: RecurrentModel): RecurrentModel {
  const { shape, parameters, vocabulary } = model;
  if (SPECIAL_TOKENS.every((token, id) => vocabulary[id] === token)) return model;
  const { vocabulary: K, hidden: H } = shape;
  const special: readonly string[] = SPECIAL_TOKENS;
  const order = Uint32Array.from([
    ...special.map((token) => vocabulary.indexOf(token)),
    ...[...vocabulary.keys()].filter((id) => !special.includes(vocabulary[id]!)),
  ]);
  const { W_in, W_rec, W_out } = parameters;
  return {
    ...model,
    vocabulary: Array.from(order, (id) => vocabulary[id]!),
    parameters: {
      W_in: W_in.map((_, at) => W_in[at - (at % K) + order[at % K]!]!),
      W_rec,
      W_out: W_out.map((_, at) => W_out[order[Math.floor(at / H)]! * H + (at % H)]!),
    },
  };
}

const shorten = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
