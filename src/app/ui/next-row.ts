/** Rows that Page Up and Page Down move by. */
const PAGE = 10;

/** The row (from 0) that a key leads to from `row`; undefined for any other key. */
export function nextRow(key: string, row: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, row + 1);
    case 'ArrowUp':
      return Math.max(0, row - 1);
    case 'PageDown':
      return Math.min(last, row + PAGE);
    case 'PageUp':
      return Math.max(0, row - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
