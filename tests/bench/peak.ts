/** The processor's 128-bit multiply-add peak, as WebAssembly reaches it: the yardstick for the kernels. */
import { compileAssembly } from '../../scripts/build-kernels.ts';

const ACCUMULATORS = 12;
const ITERATIONS = 400_000;
const numbers = [...Array(ACCUMULATORS).keys()];

/** Twelve independent chains of multiply-adds that never leave the registers. */
const SOURCE = `
export function peak(iterations: i32, p: usize): f32 {
  let b = v128.load(p), c = v128.load(p, 16);
  ${numbers.map((i) => `let a${i} = v128.load(p, ${32 + 16 * i});`).join(' ')}
  for (let i = 0; i < iterations; i++) {
    ${numbers.map((i) => `a${i} = f32x4.relaxed_madd(b, c, a${i});`).join(' ')}
  }
  return f32x4.extract_lane(${numbers.map((i) => `a${i}`).reduce((sum, a) => `f32x4.add(${sum}, ${a})`)}, 0);
}`;

export type MeasurePeak = () => number;

/** Returns a function that measures the peak once, in floating-point operations a second. */
export async function preparePeak(): Promise<MeasurePeak> {
  const bytes = await compileAssembly('peak', SOURCE, ['simd', 'relaxed-simd', 'threads']);
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), { env: { memory } });
  const { peak } = instance.exports as { peak: (iterations: number, p: number) => number };
  const measure = (): number => {
    const start = performance.now();
    peak(ITERATIONS, 1024);
    return (ITERATIONS * ACCUMULATORS * 8) / ((performance.now() - start) / 1000);
  };
  for (let i = 0; i < 20; i++) measure();
  return measure;
}
