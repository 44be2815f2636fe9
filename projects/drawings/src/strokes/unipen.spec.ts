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

  it('ends a stroke where another begins, or another digit, as where the pen is lifted', () => {
    const text = `${FOUR}${FOUR.replaceAll('"4"', '"5"').replace('.COMMENT 4', '.COMMENT 5')}`;
    const [four, five] = parse(text.replaceAll('.PEN_UP\n', ''));
    expect(four).toEqual(parse(FOUR)[0]);
    expect(five).toEqual({ ...four, label: 5 } as never);
  });

  it('takes limits of numbers for allowed', () => {
    const least = '.X_DIM 1\n.Y_DIM 1\n.POINTS_PER_SECOND 1\n.COORD Y X\n';
    const [digit] = parse(`${least}${FOUR.replace('.DT 100', '.DT 0')}`);
    expect(digit?.strokes[1]?.[0]?.time).toBe(2000);
    expect(digit?.strokes[0]?.[0]?.x).toBe(500 * 28);
  });

  const segment = 'line 1, .SEGMENT: expected';
  const broken: [string, string, string][] = [
    [
      'a word for a number',
      FOUR.replace('250 250', '250 far'),
      'line 5, point: expected a number, found far',
    ],
    [
      'half a point',
      FOUR.replace('250 250', '250'),
      'line 5, point: expected a number, found nothing',
    ],
    [
      'a number without end',
      FOUR.replace('250 250', '250 Infinity'),
      'line 5, point: expected a number, found Infinity',
    ],
    ['a letter', FOUR.replace('"4"', '"A"'), `${segment} a label from "0" to "9", found "A"`],
    [
      'a number of two digits',
      FOUR.replace('"4"', '"42"'),
      `${segment} a label from "0" to "9", found "42"`,
    ],
    ['no label', FOUR.replace('? "4"', ''), `${segment} DIGIT … "0" to "9", found DIGIT 6-7`],
    [
      'a word',
      FOUR.replace('DIGIT', 'WORD'),
      `${segment} DIGIT … "0" to "9", found WORD 6-7 ? "4"`,
    ],
    [
      'two labels',
      FOUR.replace('.COMMENT 4', '.COMMENT 5'),
      'line 2, .COMMENT: expected 4, as its .SEGMENT says, found 5',
    ],
    [
      'no writer',
      FOUR.replace('.COMMENT 4 12 117', ''),
      `${segment} .COMMENT with label, writer and number below it, found none`,
    ],
    [
      'no strokes',
      '\n.SEGMENT DIGIT 0 ? "1"\n.COMMENT 1 2 3\n',
      'line 2, .SEGMENT: expected strokes below it, found none',
    ],
    [
      'strokes of nothing',
      '.PEN_DOWN\n1 2\n',
      'line 1, .PEN_DOWN: expected .SEGMENT before it, found none',
    ],
    [
      'a box without width',
      `.X_DIM 0\n${FOUR}`,
      'line 1, .X_DIM: expected a number of at least 1, found 0',
    ],
    [
      'a box without height',
      `.Y_DIM\n${FOUR}`,
      'line 1, .Y_DIM: expected a number of at least 1, found nothing',
    ],
    [
      'points that never come',
      `.POINTS_PER_SECOND 0\n${FOUR}`,
      'line 1, .POINTS_PER_SECOND: expected a number of at least 1, found 0',
    ],
    ['columns without Y', `.COORD X T\n${FOUR}`, 'line 1, .COORD: expected X and Y, found X T'],
    ['columns without X', `.COORD T Y\n${FOUR}`, 'line 1, .COORD: expected X and Y, found T Y'],
    [
      'a pause back in time',
      FOUR.replace('.DT 100', '.DT -100'),
      'line 7, .DT: expected a number of at least 0, found -100',
    ],
  ];
  for (const [what, text, message] of broken) {
    it(`refuses ${what}, and says where`, () => {
      expect(() => parse(text)).toThrowError(FormatError, `digits.txt: ${message}`);
    });
  }
});
