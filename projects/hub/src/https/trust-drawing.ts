import { escapeMarkup } from './escape-markup.ts';

/** A schematic drawing of a system's settings: what to look for, not how it looks. */
export interface Drawing {
  readonly frame: 'tablet' | 'window';
  readonly title: string;
  /** From top to bottom; one begins with `>`, and is to be pressed; one that ends with `[on]` has a switch. */
  readonly rows: readonly string[];
}

const [WIDTH, HEIGHT] = [320, 208];
const [PAPER, LINE, INK, PICKED] = ['#ffffff', '#8a93a3', '#1c2430', '#b34700'];
const FIRST_ROW_Y = 56;
const ROW_HEIGHT = 36;
const MARGIN = 24;
const SWITCH = /\s*\[on\]$/;

/**
 * Draws it as SVG. Colours stand in attributes, as the security policy forbids styles inside a file.
 * @param words what it shows, for those who do not see it
 */
export function drawSettings({ frame, title, rows }: Drawing, words: string): string {
  const isTablet = frame === 'tablet';
  const inner = WIDTH - 2 * MARGIN;
  const shapes = [
    `<rect x="4" y="4" width="${WIDTH - 8}" height="${HEIGHT - 8}" rx="${isTablet ? 18 : 6}" fill="${PAPER}" stroke="${LINE}" stroke-width="${isTablet ? 6 : 2}"/>`,
    text(WIDTH / 2, 35, title, 'font-weight="700" text-anchor="middle"'),
    `<path d="M${MARGIN} 48h${inner}" stroke="${LINE}"/>`,
    ...(isTablet ? [] : [`<path d="m296 14 8 8m0-8-8 8" stroke="${LINE}" stroke-width="2"/>`]),
    ...rows.flatMap((row, index) => drawRow(row, FIRST_ROW_Y + index * ROW_HEIGHT)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="15">
<title>${escapeMarkup(words)}</title>
${shapes.join('\n')}
</svg>
`;
}

function drawRow(row: string, y: number): readonly string[] {
  const isPicked = row.startsWith('>');
  const hasSwitch = SWITCH.test(row);
  const label = text(
    MARGIN + 12,
    y + 22,
    row.replace(/^>/, '').replace(SWITCH, ''),
    isPicked ? 'font-weight="700"' : '',
  );
  if (!isPicked) return [label];
  const right = WIDTH - MARGIN;
  return [
    `<rect x="${MARGIN}" y="${y + 2}" width="${right - MARGIN}" height="${ROW_HEIGHT - 4}" rx="8" fill="none" stroke="${PICKED}" stroke-width="3"/>`,
    label,
    ...(hasSwitch
      ? [
          `<rect x="${right - 48}" y="${y + 9}" width="34" height="18" rx="9" fill="${PICKED}"/>`,
          `<circle cx="${right - 23}" cy="${y + 18}" r="7" fill="${PAPER}"/>`,
        ]
      : []),
  ];
}

function text(x: number, y: number, words: string, more: string): string {
  return `<text x="${x}" y="${y}" fill="${INK}" ${more}>${escapeMarkup(words)}</text>`;
}
