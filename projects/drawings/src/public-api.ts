export { drawnDigits, rareDigits } from './hands/drawn-digits.ts';
export { outlierImages, type OutlierRange } from './outliers/outlier-images.ts';
