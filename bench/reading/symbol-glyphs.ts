import { prepareImage, type Random } from '#model';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';

const FONT = '@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff';
/** Blocks of pictures, signs and arrows: first and last code point. */
const BLOCKS = [
  [0x1f300, 0x1f5ff], // pictographs
  [0x1f680, 0x1f6ff], // transport
  [0x2600, 0x26ff], // weather, chess, tools
  [0x2700, 0x275a], // dingbats, up to quotation marks (6 and 9), brackets, digits in circles
  [0x2794, 0x27bf], // dingbats from there on: arrows
  [0x2b00, 0x2b4f], // arrows
  [0x101d0, 0x101fc], // Phaistos disc
] as const;
/** What a digit can look like: rings, discs and bars. */
const LIKE_DIGITS = new Set([
  ...[0x2629, 0x26aa, 0x26ab, 0x26ac, 0x274d, 0x2b55, 0x2b58, 0x2b24, 0x2b2c, 0x2b2d],
  ...[0x2758, 0x2759, 0x275a, 0x1f311, 0x1f315, 0x1f4a7, 0x2b29, 0x101e8, 0x26b2, 0x26b5],
]);
/** The raster that a glyph is filled on before it is prepared. */
const SIZE = 56;
const SAMPLES = 3;
const CURVE_PIECES = 6;

type Contour = readonly (readonly [x: number, y: number])[];

const glyphs: readonly (readonly Contour[])[] = readGlyphs();

/** A glyph of a symbol font, turned a little, filled and prepared as the app prepares pictures. */
export function symbolGlyph(random: Random): Float32Array {
  const contours = glyphs[random.nextBelow(glyphs.length)] ?? [];
  const turn = (random.nextFloat() - 0.5) * 0.3;
  const turned = contours.map((contour) =>
    contour.map(([x, y]) => [x - turn * y, y + turn * x] as const),
  );
  const all = turned.flat();
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const scale = (SIZE - 4) / Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  const placed = turned.map((contour) =>
    contour.map(([x, y]) => [(x - left) * scale + 2, (y - top) * scale + 2] as const),
  );
  return prepareImage(fill(placed), SIZE);
}

function readGlyphs(): Contour[][] {
  const { buffer, byteOffset, length } = readFileSync(createRequire(import.meta.url).resolve(FONT));
  const font = opentype.parse(buffer.slice(byteOffset, byteOffset + length));
  return Array.from({ length: font.glyphs.length }, (_, index) => font.glyphs.get(index))
    .filter(({ unicode = 0 }) => BLOCKS.some(([from, to]) => unicode >= from && unicode <= to))
    .filter(({ unicode = 0 }) => !LIKE_DIGITS.has(unicode))
    .map((glyph) => contoursOf(glyph.getPath(0, 0, 100).commands))
    .filter((contours) => contours.length > 0);
}

/** Curves cut into straight pieces. */
function contoursOf(
  commands: ReturnType<ReturnType<typeof opentype.parse>['getPath']>['commands'],
) {
  const contours: [number, number][][] = [];
  for (const command of commands) {
    if (command.type === 'Z') continue;
    const { x, y } = command;
    if (command.type === 'M') {
      contours.push([[x, y]]);
      continue;
    }
    const contour = contours.at(-1);
    const [fromX, fromY] = contour?.at(-1) ?? [x, y];
    for (let piece = 1; piece <= CURVE_PIECES; piece++) {
      const t = piece / CURVE_PIECES;
      const s = 1 - t;
      if (command.type === 'C') {
        const { x1, y1, x2, y2 } = command;
        contour?.push([
          s ** 3 * fromX + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t ** 3 * x,
          s ** 3 * fromY + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t ** 3 * y,
        ]);
      } else if (command.type === 'Q') {
        const { x1, y1 } = command;
        contour?.push([
          s * s * fromX + 2 * s * t * x1 + t * t * x,
          s * s * fromY + 2 * s * t * y1 + t * t * y,
        ]);
      } else if (piece === CURVE_PIECES) {
        contour?.push([x, y]);
      }
    }
  }
  return contours;
}

/** Fills contours by the nonzero rule, antialiased. */
function fill(contours: readonly Contour[]): Float32Array {
  const image = new Float32Array(SIZE * SIZE);
  for (let line = 0; line < SIZE * SAMPLES; line++) {
    const y = (line + 0.5) / SAMPLES;
    const crossings = contours
      .flatMap((contour) =>
        contour.map((from, index) => {
          const to = contour[(index + 1) % contour.length] ?? from;
          if (from[1] <= y === to[1] <= y) return undefined;
          const x = from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
          return { x, turn: to[1] > from[1] ? 1 : -1 };
        }),
      )
      .filter((crossing) => crossing !== undefined)
      .sort((a, b) => a.x - b.x);
    let winding = 0;
    crossings.forEach(({ x, turn }, index) => {
      winding += turn;
      const end = crossings[index + 1]?.x ?? x;
      if (winding === 0) return;
      for (let column = Math.floor(x); column < Math.min(SIZE, end); column++) {
        const covered = Math.min(end, column + 1) - Math.max(x, column);
        const at = Math.floor(y) * SIZE + column;
        image[at] = Math.min(1, (image[at] ?? 0) + Math.max(0, covered) / SAMPLES);
      }
    });
  }
  return image;
}
