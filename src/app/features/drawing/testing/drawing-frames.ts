import { DEFAULT_BRUSH, type Brush, type Drawing, type InkPoint } from '#model';
import { ToolGesture } from '../tool-gesture.ts';
import { PlainDrawingStore } from './plain-drawing-store.ts';

/** What a canvas is to show in one frame: a drawing, at a size. */
export interface DrawingFrame {
  readonly drawing: Drawing;
  /** Width and height in pixels. */
  readonly size: number;
}

/** A stroke as a hand drew it, and its brush. */
export interface HandStroke {
  readonly points: readonly InkPoint[];
  readonly brush: Brush;
}

/** Numbers of 0 to 1, the same for the same seed (a linear congruential generator). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Sizes of the canvas, in pixels, as when the window or the pixel ratio changes. */
const SIZES = [560, 352, 704] as const;
/** About how many frames a stroke takes. */
const FRAMES_PER_STROKE = 5;

/**
 * Frames in which strokes are drawn and, in between, partly erased, undone and redone, while the canvas changes its size.
 * @param picture drawn before the strokes
 */
export function* drawingFrames(
  strokes: readonly HandStroke[],
  random: () => number,
  picture?: Float32Array,
): Generator<DrawingFrame, undefined> {
  const store = new PlainDrawingStore();
  if (picture) store.dispatch({ kind: 'picture', raster: picture });
  let size: number = SIZES[0];
  const frame = (): DrawingFrame => ({ drawing: store.drawing(), size });
  yield frame();
  for (const { points, brush } of strokes) {
    const pen = new ToolGesture(store, 'pen', brush);
    for (const part of parts(points, random)) {
      pen.extend(part);
      yield frame();
    }
    const chance = random();
    if (chance < 0.3) {
      const [from, to] = [points[0], points.at(-1)];
      const way = [from, { x: 28 * random(), y: 28 * random(), pressure: 0.5 }, to];
      const eraser = new ToolGesture(store, 'eraser', brush);
      for (const part of parts(
        way.filter((point) => !!point),
        random,
      )) {
        eraser.extend(part);
        yield frame();
      }
    } else if (chance < 0.6) {
      const times = 1 + Math.floor(random() * 3);
      for (let time = 0; time < times; time++) {
        store.dispatch({ kind: 'undo' });
        yield frame();
      }
      for (let time = 0; time < times; time++) {
        store.dispatch({ kind: 'redo' });
        yield frame();
      }
    } else if (chance < 0.8) {
      size = SIZES[Math.floor(random() * SIZES.length)] ?? size;
      yield frame();
    } else if (chance < 0.85) {
      store.dispatch({ kind: 'clear' });
      store.dispatch({ kind: 'undo' });
      yield frame();
    }
  }
}

/** Lines, bends and scrawls all over the pad, each of `pointCount` points. */
export function seededStrokes(
  count: number,
  pointCount: number,
  random: () => number,
): HandStroke[] {
  return Array.from({ length: count }, () => {
    const [x, y, direction, bend] = [
      4 + 20 * random(),
      4 + 20 * random(),
      2 * Math.PI * random(),
      6 * (random() - 0.5),
    ];
    const [reach, isWeak] = [4 + 12 * random(), random() < 0.15];
    const brush =
      random() < 0.6 ? DEFAULT_BRUSH : { size: 1 + 4 * random(), strength: isWeak ? 0.4 : 1 };
    const points = Array.from({ length: pointCount }, (_, index) => {
      const t = index / Math.max(1, pointCount - 1) - 0.5;
      const angle = direction + bend * t;
      return {
        x: x + 2 * reach * t * Math.cos(angle),
        y: y + 2 * reach * t * Math.sin(angle),
        pressure: random() < 0.7 ? 0.5 : random(),
      };
    });
    return { points, brush };
  });
}

/** The points of a gesture, frame by frame. */
function* parts(points: readonly InkPoint[], random: () => number): Generator<readonly InkPoint[]> {
  const most = Math.ceil((2 * points.length) / FRAMES_PER_STROKE);
  for (let start = 0; start < points.length;) {
    const end = start + 1 + Math.floor(random() * most);
    yield points.slice(start, end);
    start = end;
  }
}
