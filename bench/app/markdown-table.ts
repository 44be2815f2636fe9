/** A markdown table; cells that are left out at a row's end stay empty. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const lineOf = (cells: readonly string[]): string =>
    `| ${head.map((_, column) => cells[column] ?? '').join(' | ')} |`;
  return [lineOf(head), lineOf(head.map(() => '---')), ...rows.map(lineOf)].join('\n');
}
