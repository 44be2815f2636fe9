/** How many neurons a grid has side by side and below each other. */
export interface GridShape {
  readonly columns: number;
  readonly rows: number;
}

/** The largest ratio of rows to columns of a grid that stands among others in a low frame. */
const TALLEST_IN_LINE = 2.1;
/** Grids that fill a high frame are at least this many times as high as wide. */
const SQUATTEST = 1.5;

/** Columns and rows: complete and upright if `count` allows it, otherwise nearly square. */
export function gridShape(count: number): GridShape {
  for (let columns = Math.floor(Math.sqrt(count)); columns >= 1; columns--) {
    const rows = count / columns;
    if (rows / columns > TALLEST_IN_LINE) break;
    if (Number.isInteger(rows)) return { columns, rows };
  }
  const columns = Math.floor(Math.sqrt(count));
  return { columns, rows: Math.ceil(count / columns) };
}

/**
 * Columns and rows that fill a high frame: the tallest complete grid up to a limit, then up to the next, otherwise one
 * whose last row is incomplete.
 * @param limits ratios of rows to columns, the preferred one first
 */
export function tallGridShape(count: number, limits: readonly [number, ...number[]]): GridShape {
  for (const limit of limits) {
    for (let columns = fewestColumns(count, limit); columns * columns <= count; columns++) {
      const rows = count / columns;
      if (Number.isInteger(rows) && rows / columns >= SQUATTEST) return { columns, rows };
    }
  }
  const columns = fewestColumns(count, limits[0]);
  return { columns, rows: Math.ceil(count / columns) };
}

function fewestColumns(count: number, limit: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(count / limit)));
}
