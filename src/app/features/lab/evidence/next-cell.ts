/** A cell of a square table: row and column, from 0. */
export type CellPlace = readonly [row: number, column: number];

/**
 * The cell that a key leads to, as in tables that people know: arrows, Home and End in the row, and with Ctrl in the table.
 * @param size rows and columns of the table
 * @returns undefined for any other key
 */
export function nextCell(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  [row, column]: CellPlace,
  size: number,
): CellPlace | undefined {
  const last = size - 1;
  const keys: Partial<Record<string, CellPlace>> = {
    ArrowUp: [Math.max(0, row - 1), column],
    ArrowDown: [Math.min(last, row + 1), column],
    ArrowLeft: [row, Math.max(0, column - 1)],
    ArrowRight: [row, Math.min(last, column + 1)],
    Home: [ctrlKey ? 0 : row, 0],
    End: [ctrlKey ? last : row, last],
  };
  return keys[key];
}
