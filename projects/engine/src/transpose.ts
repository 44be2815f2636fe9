/** A matrix, row-major, that may have padding behind each row. */
export interface StridedMatrix {
  readonly values: Float32Array;
  /** Floats from the start of a row to that of the next. */
  readonly stride: number;
}

/**
 * Copies the first columns of the first rows to the places that they have in the transpose; what else is there
 * stays as it is.
 * @throws RangeError when one of the two is too small
 */
export function transpose(
  source: StridedMatrix,
  rows: number,
  columns: number,
  target: StridedMatrix,
): void {
  checkSize('source', source, rows, columns);
  checkSize('target', target, columns, rows);
  const [from, to] = [source.values, target.values];
  for (let row = 0; row < rows; row++) {
    const start = row * source.stride;
    for (let column = 0; column < columns; column++) {
      // Every index is inside, as was checked; a loop, since `forEach` takes four times as long.
      to[column * target.stride + row] = from[start + column] ?? NaN;
    }
  }
}

function checkSize(
  name: string,
  { values, stride }: StridedMatrix,
  rows: number,
  columns: number,
): void {
  const needed = (rows - 1) * stride + columns;
  if (stride >= columns && values.length >= needed) return;
  throw new RangeError(
    `${name}: expected ${rows}x${columns} values, found ${values.length} in rows of ${stride}`,
  );
}
