import { readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('the lab notebook', () => {
  const { rows } = JSON.parse(textOf('notebook.json')) as { rows: { id: string }[] };
  const tables = firstColumns(textOf('README.md'));

  it('has tables of rows only, each of which can be run again', () => {
    expect(tables.length).toBeGreaterThan(0);
    for (const [head] of tables) expect(head).toBe('row');
  });

  it('has in its tables the rows that notebook.json has, each once', () => {
    const shown = tables.flatMap((column) => column.slice(1));
    expect(shown.sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(new Set(shown).size).toBe(shown.length);
  });
});

function textOf(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8');
}

/** The first cells of each table of a Markdown text: that of the head, then one a row. */
function firstColumns(markdown: string): string[][] {
  const tables = markdown.split(/\n\s*\n/).filter((block) => block.startsWith('|'));
  return tables.map((table) => {
    const lines = table.split('\n').filter((line) => line.startsWith('|'));
    const cells = lines.map((line) => line.split('|')[1]?.trim() ?? '');
    // The second line draws the rule below the head.
    return cells.filter((_, line) => line !== 1);
  });
}
