export { drawnDigits } from './hands/drawn-digits.ts';
export type { ImageRange } from './make-images.ts';
export { outlierImages, type OutlierRange } from './outliers/outlier-images.ts';
export { shapeDigits, shapeDrawing, type ShapeDrawing } from './shapes/shape-digits.ts';
export { parseUnipen, type PenDigit } from './strokes/unipen.ts';
