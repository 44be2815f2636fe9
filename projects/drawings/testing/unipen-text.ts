import { IMAGE_SIZE, type Stroke } from '#model';
import type { PenDigit } from '../src/strokes/unipen.ts';

const BOX = 500;

/** Digits as a file in the UNIPEN format 1.0, in boxes of 500 x 500, with y upwards and whole numbers. */
export function unipenText(digits: readonly PenDigit[]): string {
  const lines = ['.INCLUDE dene.doc', '.HIERARCHY DIGIT', ''];
  let strokeCount = 0;
  digits.forEach(({ label, writer, strokes }, index) => {
    const last = strokeCount + strokes.length - 1;
    const range = strokes.length === 1 ? `${last}` : `${strokeCount}-${last}`;
    lines.push(`.SEGMENT DIGIT ${range} ? "${label}"`, `.COMMENT ${label} ${writer} ${index}`);
    for (const stroke of strokes) lines.push(...strokeLines(stroke));
    strokeCount = last + 1;
  });
  return `${lines.join('\n')}\n`;
}

function strokeLines(stroke: Stroke): string[] {
  const onBox = (value: number): number => Math.round((value * BOX) / IMAGE_SIZE);
  const points = stroke.map(({ x, y }) => ` ${onBox(x)} ${BOX - onBox(y)}`);
  return ['.PEN_DOWN', ...points, '.PEN_UP', '.DT 100'];
}
