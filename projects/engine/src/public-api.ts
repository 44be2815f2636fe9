export * from './calibrate.ts';
export * from './classifier.ts';
export * from './initial-weights.ts';
export * from './learning-backend.ts';
export * from './recipe.ts';
export * from './reference-backend.ts';
export * from './training-run.ts';
export * from './wasm-backend.ts';
