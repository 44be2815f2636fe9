import type { Stroke, StrokePoint } from '#model';
import type { GoldenDrawing } from './golden-set.ts';

/** A golden drawing as the file has it. */
export interface StoredDrawing extends Omit<GoldenDrawing, 'strokes'> {
  /**
   * A list of whole numbers a stroke: the first point's time and the time between points, ms; then x, y
   * (hundredths of a pad unit) and pressure (hundredths) of the first point, and by how much they change
   * for each further one.
   */
  readonly strokes: readonly (readonly number[])[];
}

/** A drawing as the file has it. */
export function stored(drawing: GoldenDrawing): StoredDrawing {
  return { ...drawing, strokes: drawing.strokes.map(numbersOf) };
}

function numbersOf(stroke: Stroke): number[] {
  const [first, second] = stroke;
  const startMs = first?.time ?? 0;
  const numbers = [startMs, second ? second.time - startMs : 0];
  let last = [0, 0, 0];
  for (const { x, y, pressure } of stroke) {
    const values = [x, y, pressure].map((value) => Math.round(value * 100));
    numbers.push(...values.map((value, index) => value - (last[index] ?? 0)));
    last = values;
  }
  return numbers;
}

/** A golden drawing from how the file has it. */
export function restored(drawing: StoredDrawing): GoldenDrawing {
  return { ...drawing, strokes: drawing.strokes.map(strokeOf) };
}

function strokeOf([startMs = 0, periodMs = 0, ...changes]: readonly number[]): Stroke {
  let [x, y, pressure] = [0, 0, 0];
  return Array.from({ length: changes.length / 3 }, (_, index): StrokePoint => {
    x += changes[index * 3] ?? 0;
    y += changes[index * 3 + 1] ?? 0;
    pressure += changes[index * 3 + 2] ?? 0;
    return {
      x: x / 100,
      y: y / 100,
      pressure: pressure / 100,
      time: startMs + index * periodMs,
    };
  });
}
