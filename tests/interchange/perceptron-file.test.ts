import { describe, expect, it } from 'vitest';
import type { TableEncoding } from '#shared/datasets/table/encoding.ts';
import { decodePerceptron, encodePerceptron, type PerceptronModel } from '#shared/interchange/perceptron-file.ts';
import { readSafetensors, writeSafetensors } from '#shared/interchange/safetensors.ts';
import { initialisePerceptron } from '#shared/model/mlp/initialise.ts';

const shape = {
  layers: [3, 4, 2],
  activations: ['tanh', 'softmax'],
  cost: 'cross-entropy',
} as const;
const encoding: TableEncoding = {
  decimal: ',',
  inputs: [
    { kind: 'number', name: 'größe', mean: 1.5, deviation: 0.25 },
    { kind: 'category', name: '颜色', values: ['红', '"blue"'] },
  ],
  target: { kind: 'category', name: 'kind', values: ['a', 'b'] },
};
const model: PerceptronModel = {
  shape,
  parameters: initialisePerceptron(shape, 'normal', 1),
  inputNames: ['größe', '颜色 = 红', '颜色 = "blue"'],
  targetNames: ['a', 'b'],
  encoding,
  inputScale: 1,
};

describe('a network', () => {
  it('comes back as it was', () => {
    expect(decodePerceptron(encodePerceptron(model))).toEqual(model);
    const plain = { ...model, inputNames: null, targetNames: null, encoding: null, inputScale: 1 / 255 };
    expect(decodePerceptron(encodePerceptron(plain))).toEqual(plain);
  });

  it('has the promised tensors and texts', () => {
    const { tensors, metadata } = readSafetensors(encodePerceptron(model));
    expect([...tensors].map(([name, tensor]) => [name, tensor.shape])).toEqual([
      ['W1', [4, 3]],
      ['b1', [4]],
      ['W2', [2, 4]],
      ['b2', [2]],
    ]);
    expect(metadata.get('layers')).toBe('[3,4,2]');
    expect(metadata.get('activations')).toBe('["tanh","softmax"]');
    expect(metadata.get('cost')).toBe('cross-entropy');
  });

  it('with two classes may have a single output and two names', () => {
    const single = { layers: [3, 1], activations: ['sigmoid'], cost: 'cross-entropy' } as const;
    const one = { ...model, shape: single, parameters: initialisePerceptron(single, 'uniform', 2) };
    expect(decodePerceptron(encodePerceptron(one)).targetNames).toEqual(['a', 'b']);
  });

  it('of double precision is rounded', () => {
    const { tensors, metadata } = readSafetensors(encodePerceptron(model));
    const exact = new Map(
      [...tensors].map(([name, { shape: size, data }]) => [name, { shape: size, data: Float64Array.from(data) }]),
    );
    expect(decodePerceptron(writeSafetensors({ tensors: exact, metadata })).parameters).toEqual(model.parameters);
  });
});

/** The file with its metadata and tensors changed. */
function changed(
  change: (
    tensors: Map<string, { shape: readonly number[]; data: Float32Array | Float64Array }>,
    metadata: Map<string, string>,
  ) => void,
): Uint8Array {
  const { tensors, metadata } = readSafetensors(encodePerceptron(model));
  const copies = { tensors: new Map(tensors), metadata: new Map(metadata) };
  change(copies.tensors, copies.metadata);
  return writeSafetensors(copies);
}
const text = (name: string, value: string): Uint8Array => changed((_, metadata) => metadata.set(name, value));

describe('a file that is not one is refused', () => {
  it.each([
    ['no layers', changed((_, metadata) => metadata.delete('layers')), /has no layers: add the sizes/],
    ['layers that are no numbers', text('layers', '["a"]'), /layers is "\[\\"a\\"\]": it must be the sizes/],
    ['nested layers', text('layers', '[[1]]'), /nests deeper/],
    ['huge layers', text('layers', '[1e9,4,2]'), /not possible.*1000000000/],
    ['unknown activation', text('activations', '["swish","softmax"]'), /must be a list of sigmoid/],
    ['unknown cost', text('cost', 'hinge'), /cost is "hinge": it must be quadratic or cross-entropy/],
    ['a combination that is not possible', text('cost', 'quadratic'), /not possible. Softmax outputs need/],
    ['a later version', text('format_version', '2'), /version "2"/],
    ['missing weights', changed((tensors) => tensors.delete('W2')), /has no W2/],
    [
      'another shape',
      changed((tensors) => tensors.set('W1', { shape: [3, 4], data: new Float32Array(12) })),
      /W1 has the shape \[3, 4\].*need \[4, 3\]/,
    ],
    [
      'too many tensors',
      changed((tensors) => tensors.set('W3', { shape: [1], data: new Float32Array(1) })),
      /also holds "W3"/,
    ],
    [
      'NaN',
      changed((tensors) => tensors.set('b2', { shape: [2], data: Float32Array.of(1, NaN) })),
      /b2 holds values that are not finite/,
    ],
    ['too few names', text('input_names', '["a"]'), /input_names must be a list of 3 texts/],
    ['an unknown encoding', text('table_encoding', '{"decimal":";"}'), /table_encoding is not one/],
    [
      'an encoding of another width',
      text('table_encoding', JSON.stringify({ ...encoding, inputs: [] })),
      /become 0 inputs, but its network has 3/,
    ],
    [
      'a deviation of 0',
      text(
        'table_encoding',
        JSON.stringify({ ...encoding, target: { kind: 'number', name: 'y', mean: 0, deviation: 0 } }),
      ),
      /not one that Unfold knows/,
    ],
    ['a scale that is none', text('input_scale', '-1'), /input_scale is "-1"/],
  ])('%s', (_, file, sentence) => {
    expect(() => decodePerceptron(file)).toThrow(sentence);
    expect(() => decodePerceptron(file)).toThrow(expect.objectContaining({ name: 'InterchangeError' }));
  });
});
