export { drawnDigits, rareDigits } from './hands/drawn-digits.ts';
export { outlierImages, type OutlierRange } from './outliers/outlier-images.ts';
export { shapeDigits, shapeDrawing, type ShapeDrawing } from './shapes/shape-digits.ts';
export { drawingsBy, parseWriterChoice, type WriterChoice } from './strokes/choose-writers.ts';
export { parseUnipen, type PenDigit } from './strokes/unipen.ts';
