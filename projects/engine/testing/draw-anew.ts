import type { AugmentationOptions } from '../src/run/recipe.ts';

const SIZE = 28;
const PAD = 40;
const CENTRE = 14;
const BOX = 20;
const GRID = 6;

/** Ink 0..255, row-major, `[size][size]`. */
interface Picture {
  readonly size: number;
  readonly ink: Uint8Array;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where each place of a drawing is to be found in the picture that it is drawn from. */
type Trace = (place: Point) => Point;

/**
 * Draws an image anew as `assembly/augment.ts` has to, in double precision and as plainly as can be: every pixel of
 * everything is sampled, and nothing is known of vectors, fixed points or where there is ink.
 * @param image ink 0..255, row-major, `[28][28]`
 * @param draw which of the run's draws this is
 * @returns the same layout
 */
export function drawAnew(
  image: Uint8Array,
  options: AugmentationOptions,
  { seed, draw }: { readonly seed: number; readonly draw: number },
): Uint8Array {
  const unit = unitsOf(seed, draw);
  const within = (limit: number): number => (2 * unit() - 1) * limit;
  const angle = within((options.rotation * Math.PI) / 180);
  const zoom = 1 + within(options.scale);
  const stretch = 1 + within(options.anisotropy);
  const shear = within(options.shear);
  const isRefitted = unit() < options.refitShare;
  const nodes = Array.from({ length: options.elastic > 0 ? GRID * GRID : 0 }, () => ({
    x: within(options.elastic),
    y: within(options.elastic),
  }));
  const size = isRefitted ? options.smallest + unit() * (options.largest - options.smallest) : BOX;
  const factor = size / BOX;
  const middle = isRefitted ? PAD / 2 : CENTRE;
  const shift = isRefitted ? 0.5 : options.shift;
  const to = { x: middle + within(shift), y: middle + within(shift) };
  const trace: Trace = ({ x, y }) => {
    const { cos, sin } = { cos: Math.cos(-angle), sin: Math.sin(-angle) };
    const [u, v] = [x - to.x, y - to.y];
    // Turned back, then slanted back, then sized back.
    const [turnedX, turnedY] = [u * cos - v * sin, u * sin + v * cos];
    return {
      x: CENTRE + (turnedX - shear * turnedY) / (factor * zoom * stretch),
      y: CENTRE + turnedY / ((factor * zoom) / stretch),
    };
  };
  const source = { size: SIZE, ink: image };
  if (!isRefitted) return drawn(source, SIZE, { trace, nodes }).ink;
  const reach = Math.min(PAD / 2, factor * 22 + 1);
  return fitted(drawn(source, PAD, { trace, nodes, reach, isFine: factor < 0.75 }));
}

/** The stream of a draw, as the assembly's `random.ts` says: uniform in [0, 1). */
function unitsOf(seed: number, draw: number): () => number {
  let state = seed;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  state = (next() ^ draw) >>> 0;
  state = next();
  return () => (next() >>> 8) / 2 ** 24;
}

interface Drawing {
  readonly trace: Trace;
  readonly nodes?: readonly Point[];
  readonly reach?: number;
  readonly isFine?: boolean;
}

function drawn(
  source: Picture,
  size: number,
  { trace, nodes = [], reach = size / 2, isFine = false }: Drawing,
): Picture {
  const first = Math.floor(size / 2 - reach);
  const offsets = isFine ? [-0.25, 0.25] : [0];
  const ink = Uint8Array.from({ length: size * size }, (_, index) => {
    const [column, row] = [index % size, Math.floor(index / size)];
    if (Math.min(column, row) < first || Math.max(column, row) >= size - first) return 0;
    const bend = bendAt(nodes, (column * (GRID - 1)) / size, (row * (GRID - 1)) / size);
    const samples = offsets.flatMap((dx) =>
      offsets.map((dy) => {
        const { x, y } = trace({ x: column + 0.5 + dx, y: row + 0.5 + dy });
        return sample(source, x + bend.x, y + bend.y);
      }),
    );
    const sum = samples.reduce((total, value) => total + value, 0);
    return Math.floor(sum / samples.length + 0.5);
  });
  return { size, ink };
}

function bendAt(nodes: readonly Point[], x: number, y: number): Point {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const bends = [0, 1, 2, 3].map((corner) => {
    const [dx, dy] = [corner % 2, Math.floor(corner / 2)];
    const share = (dx ? x - column : 1 - x + column) * (dy ? y - row : 1 - y + row);
    const node = nodes[(row + dy) * GRID + column + dx] ?? { x: 0, y: 0 };
    return { x: share * node.x, y: share * node.y };
  });
  return bends.reduce((sum, bend) => ({ x: sum.x + bend.x, y: sum.y + bend.y }));
}

/** Bilinear; pixels' middles are at halves, beyond the picture there is no ink. */
function sample({ size, ink }: Picture, x: number, y: number): number {
  const [column, row] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  let sum = 0;
  for (const u of [column, column + 1]) {
    for (const v of [row, row + 1]) {
      if (Math.min(u, v) < 0 || Math.max(u, v) >= size) continue;
      const share = (1 - Math.abs(x - 0.5 - u)) * (1 - Math.abs(y - 0.5 - v));
      sum += share * (ink[v * size + u] ?? 0);
    }
  }
  return sum;
}

/** Puts the box of what is inked by a tenth into 20x20, and its mass to 14.5, by at most 4 pixels. */
function fitted(picture: Picture): Uint8Array {
  const inked = [...picture.ink.entries()].filter(([, ink]) => ink >= 26);
  if (inked.length === 0) return new Uint8Array(SIZE * SIZE);
  const mass = inked.reduce((sum, [, ink]) => sum + ink, 0);
  const along = (
    of: (index: number) => number,
  ): { middle: number; extent: number; mass: number } => {
    const places = inked.map(([index]) => of(index));
    const [low, high] = [Math.min(...places), Math.max(...places) + 1];
    const weighed = inked.reduce((sum, [index, ink]) => sum + ink * (of(index) + 0.5), 0);
    return { middle: (low + high) / 2, extent: high - low, mass: weighed / mass };
  };
  const [x, y] = [along((i) => i % picture.size), along((i) => Math.floor(i / picture.size))];
  const scale = BOX / Math.max(x.extent, y.extent);
  const shiftOf = (axis: { middle: number; mass: number }): number =>
    Math.max(-4, Math.min(4, 0.5 - (axis.mass - axis.middle) * scale));
  const to = { x: CENTRE + shiftOf(x), y: CENTRE + shiftOf(y) };
  const trace: Trace = (place) => ({
    x: x.middle + (place.x - to.x) / scale,
    y: y.middle + (place.y - to.y) / scale,
  });
  return drawn(picture, SIZE, { trace }).ink;
}
