import { readFileSync } from 'node:fs';
import type { OptionText } from '../src/option-table.ts';

/**
 * The table of options under a heading of a manual, as plain text.
 * @throws Error where there is none
 */
export function manualOptions(file: string, heading: string): OptionText[] {
  const section = readFileSync(file, 'utf8')
    .split(/^## /m)
    .find((text) => text.startsWith(`${heading}\n`));
  const lines = section?.split('\n').filter((line) => line.startsWith('| `--')) ?? [];
  if (lines.length === 0)
    throw new Error(`${file}: expected options under "${heading}", found none`);
  return lines.map((line) => {
    const [option = '', description = '', fallback = ''] = line
      .split(/(?<!\\)\|/)
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|'));
    return { option, description, default: fallback };
  });
}
