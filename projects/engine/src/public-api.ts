export * from './learning-backend.ts';
export * from './recipe.ts';
export * from './training-run.ts';
