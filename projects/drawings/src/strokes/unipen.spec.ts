import { FormatError } from '#model';
import { unipenText } from '../../testing/unipen-text.ts';
import { parseUnipen } from './unipen.ts';

const FOUR = `.SEGMENT DIGIT 6-7 ? "4"
.COMMENT 4 12 117
.PEN_DOWN
 0 500
 250 250
.PEN_UP
.DT 100
.PEN_DOWN
 500 0
.PEN_UP
`;

describe('parseUnipen', () => {
  const parse = (text: string) => parseUnipen(text, 'digits.txt');

  it('gives label, writer and strokes in pad units, y downwards', () => {
    const [digit, ...others] = parse(FOUR);
    expect(others).toEqual([]);
    expect(digit).toEqual({
      label: 4,
      writer: '12',
      strokes: [
        [
          { x: 0, y: 0, pressure: 0.5, time: 0 },
          { x: 14, y: 14, pressure: 0.5, time: 10 },
        ],
        [{ x: 28, y: 28, pressure: 0.5, time: 120 }],
      ],
    });
  });

  it('reads what was written by many', () => {
    const digits = Array.from({ length: 50 }, (_, index) => ({
      label: index % 10,
      writer: String(index % 7),
      strokes: Array.from({ length: 1 + (index % 3) }, (__, stroke) => [
        { x: 7, y: 14, pressure: 0.5, time: stroke * 120 },
        { x: 21, y: stroke, pressure: 0.5, time: stroke * 120 + 10 },
      ]),
    }));
    const read = parse(unipenText(digits));
    expect(read.map(({ label, writer }) => [label, writer])).toEqual(
      digits.map(({ label, writer }) => [label, writer]),
    );
    digits.forEach(({ strokes }, index) => {
      strokes.forEach((stroke, at) => {
        stroke.forEach((point, place) => {
          const found = read[index]?.strokes[at]?.[place];
          expect(found?.x).toBeCloseTo(point.x, 1);
          expect(found?.y).toBeCloseTo(point.y, 1);
          expect(found?.time).toBe(point.time);
        });
      });
    });
  });

  it('passes over blank lines, other keywords, other comments, pens that touch nothing and what is between', () => {
    const text =
      `\uFEFF.VERSION 1.0\n.COMMENT by hand\n  two lines\n\n${FOUR.replaceAll('\n', '\n\n')}`
        .replace('.DT 100', '.DT 100\n 3 4\n.PEN_DOWN\n.PEN_UP\n.COMMENT one two three four')
        .replaceAll('\n', '\r\n');
    expect(parse(text)).toEqual(parse(FOUR));
  });

  it('takes box, columns, rate and writer from the file', () => {
    const [digit] = parse(
      `.X_DIM 100\n.Y_DIM 200\n.COORD T Y P X\n.POINTS_PER_SECOND 50\n.WRITER_ID ada\n` +
        `.SEGMENT DIGIT 0 ? "1"\n.PEN_DOWN\n7 200 1 0\n9 0 1 100\n`,
    );
    expect(digit?.writer).toBe('ada');
    expect(digit?.strokes).toEqual([
      [
        { x: 0, y: 0, pressure: 0.5, time: 0 },
        { x: 14, y: 28, pressure: 0.5, time: 20 },
      ],
    ]);
  });

  it('finds nothing in an empty file', () => {
    expect(parse('')).toEqual([]);
  });

  const broken: [string, string, string][] = [
    ['a word for a number', FOUR.replace('250 250', '250 far'), 'line 5, point'],
    ['half a point', FOUR.replace('250 250', '250'), 'line 5, point'],
    ['a number without end', FOUR.replace('250 250', '250 Infinity'), 'line 5, point'],
    ['a letter', FOUR.replace('"4"', '"A"'), 'line 1, .SEGMENT'],
    ['a number of two digits', FOUR.replace('"4"', '"42"'), 'line 1, .SEGMENT'],
    ['no label', FOUR.replace('"4"', ''), 'line 1, .SEGMENT'],
    ['a word', FOUR.replace('DIGIT', 'WORD'), 'line 1, .SEGMENT'],
    ['two labels', FOUR.replace('.COMMENT 4', '.COMMENT 5'), 'line 2, .COMMENT'],
    ['no writer', FOUR.replace('.COMMENT 4 12 117', ''), 'line 1, .SEGMENT'],
    ['no strokes', '\n.SEGMENT DIGIT 0 ? "1"\n.COMMENT 1 2 3\n', 'line 2, .SEGMENT'],
    ['strokes of nothing', '.PEN_DOWN\n1 2\n', 'line 1, .PEN_DOWN'],
    ['a box without width', `.X_DIM 0\n${FOUR}`, 'line 1, .X_DIM'],
    ['columns without Y', `.COORD X T\n${FOUR}`, 'line 1, .COORD'],
    ['a pause back in time', FOUR.replace('.DT 100', '.DT -100'), 'line 7, .DT'],
  ];
  for (const [what, text, field] of broken) {
    it(`refuses ${what}, and says where`, () => {
      expect(() => parse(text)).toThrowMatching(
        (error) =>
          error instanceof FormatError && error.file === 'digits.txt' && error.field === field,
      );
    });
  }
});
