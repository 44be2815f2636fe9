export { drawnDigits, rareDigits } from './hands/drawn-digits.ts';
export type { ImageRange } from './make-images.ts';
export { outlierImages, type OutlierRange } from './outliers/outlier-images.ts';
