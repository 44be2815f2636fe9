export * from './distributions.ts';
export * from './hands/digit-forms.ts';
export * from './hands/draw-by-hand.ts';
export * from './hands/drawing-condition.ts';
export * from './hands/drawn-digits.ts';
export * from './hands/writer.ts';
export type { ImageRange } from './make-images.ts';
export * from './outliers/outlier-images.ts';
