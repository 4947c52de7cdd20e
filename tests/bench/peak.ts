/** The processor's multiply-add peak, as WebAssembly reaches it with vectors of 128 and of 256 bits: the yardsticks. */
import { compileAssembly } from '../../scripts/build-kernels.ts';

const ACCUMULATORS = 12;
const ITERATIONS = 400_000;
const numbers = [...Array(ACCUMULATORS).keys()];

/**
 * Twelve independent chains of multiply-adds that never leave the registers. With two halves, what is stored side by
 * side at the end makes V8 join them, where its flag is set.
 */
const source = (halves: readonly string[]): string => `
export function peak(iterations: i32, p: usize): void {
  ${halves.map((x, i) => `let b${x} = v128.load(p, ${16 * i}), c${x} = v128.load(p, ${32 + 16 * i});`).join(' ')}
  ${numbers.flatMap((i) => halves.map((x, h) => `let a${i}${x} = v128.load(p, ${64 + 32 * i + 16 * h});`)).join(' ')}
  for (let i = 0; i < iterations; i++) {
    ${numbers.flatMap((i) => halves.map((x) => `a${i}${x} = f32x4.relaxed_madd(b${x}, c${x}, a${i}${x});`)).join(' ')}
  }
  ${numbers.flatMap((i) => halves.map((x, h) => `v128.store(p, a${i}${x}, ${64 + 32 * i + 16 * h});`).reverse()).join(' ')}
}`;

/** Measures the peak once, in floating-point operations a second. */
export type MeasurePeak = () => number;

/** Call it with the flag set as the kernels have it: V8 looks at it when it optimises. */
export async function preparePeak(bits: 128 | 256): Promise<MeasurePeak> {
  const halves = bits === 128 ? ['l'] : ['l', 'h'];
  const bytes = await compileAssembly('peak', source(halves), ['simd', 'relaxed-simd', 'threads']);
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65536, shared: true });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)), { env: { memory } });
  const { peak } = instance.exports as { peak: (iterations: number, p: number) => void };
  const measure = (): number => {
    const start = performance.now();
    peak(ITERATIONS, 1024);
    return (ITERATIONS * ACCUMULATORS * 8 * halves.length) / ((performance.now() - start) / 1000);
  };
  for (let i = 0; i < 20; i++) measure();
  return measure;
}
