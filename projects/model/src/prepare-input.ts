/** A point of a stroke, in pad units: the pad is 28 wide and high, (0, 0) its upper left corner. */
export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** 0..1; a mouse reports 0.5. */
  readonly pressure: number;
  /** Milliseconds since the drawing's first point. */
  readonly time: number;
}

/** One movement of the pen from touching to lifting; a single point is a dot. */
export type Stroke = readonly StrokePoint[];
