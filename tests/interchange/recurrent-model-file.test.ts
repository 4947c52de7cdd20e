import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { writeNpz } from '#shared/interchange/npz.ts';
import {
  decodeModel,
  encodeModel,
  MODEL_FORMATS,
  type RecurrentModel,
} from '#shared/interchange/recurrent-model-file.ts';
import { readSafetensors, writeSafetensors } from '#shared/interchange/safetensors.ts';
import type { Tensor } from '#shared/interchange/tensor.ts';
import { initialise } from '#shared/model/initialise.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';

const SHAPE = { vocabulary: 6, hidden: 4, cell: 'sigmoid' } as const;
const MODEL: RecurrentModel = {
  shape: SHAPE,
  parameters: initialise(SHAPE, 5),
  vocabulary: ['<unk>', '<s>', '</s>', '词', 'a,"b"', "'"],
  textSettings: { ...DEFAULT_TEXT_SETTINGS, tokens: 'character' },
};

describe.each(MODEL_FORMATS)('%s', (format) => {
  test('what is encoded is decoded, bit for bit', () => {
    expect(decodeModel(encodeModel(MODEL, format))).toEqual(MODEL);
    const bare = { ...MODEL, textSettings: null };
    expect(decodeModel(encodeModel(bare, format))).toEqual(bare);
  });

  test('the same model gives the same bytes', () => {
    expect(encodeModel(MODEL, format)).toEqual(encodeModel(MODEL, format));
  });
});

test('safetensors as documented: names, shapes, metadata', () => {
  const { tensors, metadata } = readSafetensors(encodeModel(MODEL));
  expect([...tensors].map(([name, { shape }]) => [name, shape])).toEqual([
    ['W_in', [4, 6]],
    ['W_rec', [4, 4]],
    ['W_out', [6, 4]],
  ]);
  expect(JSON.parse(metadata.get('vocabulary') ?? '')).toEqual(MODEL.vocabulary);
  expect(metadata.get('cell')).toBe('sigmoid');
  expect(metadata.get('hidden')).toBe('4');
  expect(metadata.get('format_version')).toBe('1');
});

const WINDOW = { architecture: 'window', ...SHAPE, projection: 3, context: 2 } as const;
const WINDOW_MODEL: RecurrentModel = { ...MODEL, shape: WINDOW, parameters: initialise(WINDOW, 5) };

describe('a window model', () => {
  test.each(MODEL_FORMATS)('is the same after %s', (format) =>
    expect(decodeModel(encodeModel(WINDOW_MODEL, format))).toEqual(WINDOW_MODEL),
  );

  test('says its architecture and its context', () => {
    const { tensors, metadata } = readSafetensors(encodeModel(WINDOW_MODEL));
    expect([...tensors].map(([name, { shape }]) => [name, shape])).toEqual([
      ['W_in', [3, 6]],
      ['W_rec', [4, 6]],
      ['W_out', [6, 4]],
    ]);
    expect(metadata.get('architecture')).toBe('window');
    expect(metadata.get('context')).toBe('2');
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['without a context', { context: '' }, /needs its number of tokens/],
    ['with a context of 0', { context: '0' }, /1 to 64/],
    ['with an enormous context', { context: '123456789' }, /1 to 64/],
    ['with another context', { context: '3' }, /W_rec has the shape \[4, 6\].*\[4, 9\]/],
    ['of an unknown architecture', { architecture: 'transformer' }, /"transformer": Unfold has recurrent and window/],
    ['that says it is recurrent', { architecture: 'recurrent' }, /W_rec has the shape \[4, 6\].*\[4, 4\]/],
  ])('%s is refused', (_, changes, message) => {
    const { tensors, metadata } = readSafetensors(encodeModel(WINDOW_MODEL));
    const file = writeSafetensors({ tensors, metadata: new Map([...metadata, ...Object.entries(changes)]) });
    expect(() => decodeModel(file)).toThrow(message);
  });
});

test('weights and a vocabulary are enough, as others write them', () => {
  const fixture = readFileSync(new URL('fixtures/numpy.npz', import.meta.url));
  const { shape, vocabulary, textSettings, parameters } = decodeModel(fixture);
  expect(shape).toEqual({ vocabulary: 5, hidden: 2, cell: 'tanh' });
  expect(vocabulary).toEqual(['<unk>', '<s>', '</s>', '词', 'a"b,']);
  expect(textSettings).toBeNull();
  expect(parameters.W_in).toEqual(Float32Array.from({ length: 10 }, (_, i) => i / 8 - 0.5));
});

test('special tokens are moved to the front, their columns and rows with them: the same network', () => {
  const order = [4, 2, 0, 3, 1, 5];
  const vocabulary = order.map((id) => MODEL.vocabulary[id]!);
  const { W_in, W_rec, W_out } = MODEL.parameters;
  const moved = {
    W_in: W_in.map((_, at) => W_in[at - (at % 6) + order[at % 6]!]!),
    W_rec,
    W_out: W_out.map((_, at) => W_out[order[Math.floor(at / 4)]! * 4 + (at % 4)]!),
  };
  const decoded = decodeModel(encodeModel({ ...MODEL, vocabulary, parameters: moved }));
  expect(decoded.vocabulary).toEqual(['<unk>', '<s>', '</s>', 'a,"b"', '词', "'"]);

  const loss = (parameters: typeof MODEL.parameters, tokens: readonly string[]): number => {
    const kernels = createReferenceKernels(SHAPE);
    kernels.writeParameters(parameters);
    const ids = Uint32Array.from(['<s>', '词', 'a,"b"', '词', '</s>'], (token) => tokens.indexOf(token));
    return kernels.evaluateSequence(ids.subarray(0, 4), ids.subarray(1));
  };
  expect(loss(decoded.parameters, decoded.vocabulary)).toBeCloseTo(loss(MODEL.parameters, MODEL.vocabulary), 13);
});

describe('refused with a sentence', () => {
  /** The model's file with some tensors or metadata replaced; null takes one away. */
  function altered(changes: {
    tensors?: Record<string, Tensor | null>;
    metadata?: Record<string, string | null>;
  }): Uint8Array {
    const { tensors, metadata } = readSafetensors(encodeModel(MODEL));
    const replaced = <V>(all: ReadonlyMap<string, V>, by: Record<string, V | null> = {}): Map<string, V> =>
      new Map([...all, ...Object.entries(by)].filter((entry): entry is [string, V] => by[entry[0]] !== null));
    return writeSafetensors({
      tensors: replaced(tensors, changes.tensors),
      metadata: replaced(metadata, changes.metadata),
    });
  }
  const vocabulary = (tokens: unknown): Uint8Array => altered({ metadata: { vocabulary: JSON.stringify(tokens) } });
  const W_in = (change: (w: Float64Array) => void): Uint8Array => {
    const data = Float64Array.from(MODEL.parameters.W_in);
    change(data);
    return altered({ tensors: { W_in: { shape: [4, 6], data } } });
  };
  const zeros = (...shape: number[]): Tensor => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) });

  test('the unaltered file is not', () => expect(decodeModel(altered({}))).toEqual(MODEL));

  const cases: [string, Uint8Array, RegExp][] = [
    ['no vocabulary', altered({ metadata: { vocabulary: null } }), /no vocabulary/],
    ['a vocabulary that is no JSON', altered({ metadata: { vocabulary: 'a b c' } }), /not valid JSON/],
    ['a vocabulary that is no list', vocabulary({ a: 1 }), /JSON list/],
    ['a nested vocabulary', vocabulary([['a']]), /nests deeper/],
    ['a number among the tokens', vocabulary(['<unk>', '<s>', '</s>', 1, 'b', 'c']), /texts only/],
    ['a token twice', vocabulary(['<unk>', '<s>', '</s>', 'b', 'b', 'c']), /"b" twice/],
    ['no <unk>', vocabulary(['x', '<s>', '</s>', 'a', 'b', 'c']), /no <unk>/],
    ['no <s>', vocabulary(['<unk>', 'x', '</s>', 'a', 'b', 'c']), /no <s>/],
    ['no </s>', vocabulary(['<unk>', '<s>', 'x', 'a', 'b', 'c']), /no <\/s>/],
    ['a vocabulary of another length', vocabulary(['<unk>', '<s>', '</s>', 'a', 'b']), /W_in has the shape \[4, 6\]/],
    ['no W_rec', altered({ tensors: { W_rec: null } }), /no W_rec/],
    ['a bias', altered({ tensors: { b_h: zeros(4) } }), /"b_h".*without biases/],
    ['W_in transposed', altered({ tensors: { W_in: zeros(6, 4) } }), /W_in has the shape \[6, 4\].*\[4, 6\]/],
    ['W_out transposed', altered({ tensors: { W_out: zeros(4, 6) } }), /W_out has the shape/],
    ['W_rec not square', altered({ tensors: { W_rec: zeros(4, 5) } }), /W_rec has the shape/],
    ['W_rec flat', altered({ tensors: { W_rec: zeros(16) } }), /W_rec has the shape/],
    ['no hidden units', altered({ tensors: { W_rec: zeros(0, 0) } }), /at least one hidden unit/],
    ['another number of hidden units said', altered({ metadata: { hidden: '5' } }), /says "5" hidden units/],
    ['an unknown cell', altered({ metadata: { cell: 'lstm' } }), /"lstm": Unfold has tanh, sigmoid, relu/],
    ['a newer format', altered({ metadata: { format_version: '2' } }), /update Unfold/],
    ['text settings of another program', altered({ metadata: { text_settings: '{"a":1}' } }), /text settings/],
    ['not a number', W_in((w) => (w[7] = NaN)), /W_in holds values that are not numbers/],
    ['infinity', W_in((w) => (w[7] = -Infinity)), /W_in holds infinite values/],
    ['a number beyond float32', W_in((w) => (w[7] = 1e300)), /infinite values/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), /not a whole safetensors/],
    ['an npz without vocabulary', writeNpz(new Map([['W_in', zeros(4, 6)]])), /no vocabulary/],
  ];
  test.each(cases)('%s', (_, bytes, message) => {
    expect(() => decodeModel(bytes)).toThrow(InterchangeError);
    expect(() => decodeModel(bytes)).toThrow(message);
  });
});
