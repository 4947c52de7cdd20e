/**
 * Classes of points in the plane, each coordinate with normal noise of standard deviation `noise`:
 *
 *     moons     two half circles of radius 1, each reaching into the other
 *     circles   a circle of radius 1 around one of radius 1/2
 *     spirals   `size` arms that wind around the origin from radius 0.1 to 1, 1.25 turns each
 *     blobs     `size` normal clouds of deviation `noise` around centres on the unit circle
 */
import { normal } from '../../normal.ts';
import type { Random } from '../../random.ts';
import { type Generator, type GeneratorOptions, labelledPoints } from './generator.ts';

const TURN = 2 * Math.PI;
const TURNS = 1.25;

/** Centre of one point: u is uniform in [0, 1), c its class of C. */
type Curve = (u: number, c: number, C: number) => readonly [number, number];

const names = (count: number): string[] => Array.from({ length: count }, (_, c) => String(c));

function points(curve: Curve, size: Generator['size'], defaults: Generator['defaults']): Generator {
  return {
    inputNames: () => ['x1', 'x2'],
    targetNames: (classes) => names(size === null ? 2 : classes),
    size,
    complete: false,
    defaults,
    generate(options: GeneratorOptions, random: Random) {
      const classes = size === null ? 2 : options.size;
      return labelledPoints(options.count, 2, classes, (c, x) => {
        const [x1, x2] = curve(random.next(), c, classes);
        x[0] = x1 + options.noise * normal(random);
        x[1] = x2 + options.noise * normal(random);
      });
    },
  };
}

export const moons = points(
  (u, c) => {
    const angle = Math.PI * u;
    return c === 0 ? [Math.cos(angle) - 0.5, Math.sin(angle) - 0.25] : [0.5 - Math.cos(angle), 0.25 - Math.sin(angle)];
  },
  null,
  { count: 400, noise: 0.1 },
);

export const circles = points(
  (u, c) => {
    const radius = c === 0 ? 1 : 0.5;
    return [radius * Math.cos(TURN * u), radius * Math.sin(TURN * u)];
  },
  null,
  { count: 400, noise: 0.08 },
);

export const spirals = points(
  (u, c, C) => {
    const radius = 0.1 + 0.9 * u;
    const angle = TURN * (TURNS * u + c / C);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
  { default: 2, least: 2, most: 5 },
  { count: 600, noise: 0.02 },
);

export const blobs = points(
  (_, c, C) => [Math.cos((TURN * c) / C), Math.sin((TURN * c) / C)],
  { default: 3, least: 2, most: 10 },
  { count: 400, noise: 0.25 },
);
