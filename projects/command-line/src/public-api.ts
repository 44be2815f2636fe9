export * from './command-line.ts';
export * from './option-table.ts';
export * from './usage-error.ts';
export * from './value-kinds.ts';
