import file from './golden-drawings.json' with { type: 'json' };
import { restored, type StoredDrawing } from './golden-file.ts';
import type { GoldenDrawing } from './golden-set.ts';

/** The golden set, read from its file. */
export const GOLDEN_DRAWINGS: readonly GoldenDrawing[] = (
  file.drawings satisfies readonly StoredDrawing[]
).map(restored);
