import { BLANK_DRAWING, type Judgement, type LabelledDrawing } from '#model';
import { readingOf } from '../testing/readings.ts';
import { drawingsReport } from './drawings-report.ts';
import { formatDrawingsReport } from './format-report.ts';

type Row = readonly [
  digit: number | null | undefined,
  writer: string | undefined,
  likeliest: number,
  share: number,
  kind: Judgement['kind'],
];

/** Two writers, five digits: Ada's 3 is named right, her 4 wrongly; Ben's 9, 4 and 1 below. */
const ROWS: readonly Row[] = [
  [3, 'Ada', 3, 0.9, 'digit'],
  [4, 'Ada', 9, 0.8, 'digit'],
  [9, 'Ben', 9, 0.7, 'digit'],
  [4, 'Ben', 4, 0.5, 'unsure'],
  [1, 'Ben', 1, 0.6, 'notADigit'],
];

function reportOn(rows: readonly Row[]) {
  const drawings = rows.map(([digit, writer]): LabelledDrawing => ({
    ...(digit !== undefined && { digit }),
    drawing: BLANK_DRAWING,
    ...(writer !== undefined && { writer }),
  }));
  return drawingsReport(
    drawings,
    rows.map(([, , ...said]) => readingOf(...said)),
  );
}

describe('drawingsReport', () => {
  it('counts digits in all and by writer, the worst read first', () => {
    const { digits, writers, noDigits } = reportOn(ROWS);
    expect(noDigits).toBeUndefined();
    expect(digits).toEqual(
      jasmine.objectContaining({ images: 5, notADigit: 1 / 5, unsure: 1 / 5 }),
    );
    expect(digits?.labelled?.accuracy).toBe(4 / 5);
    // Of the three that are named.
    expect(digits?.labelled?.namedWrongly).toBe(1 / 3);
    // Of the four that are taken for digits.
    expect(digits?.labelled?.accuracyAnswered).toBe(3 / 4);
    // Five bins of one each, the others empty: 0.1 + 0.8 + 0.3 + 0.5 + 0.4, each a fifth.
    expect(digits?.labelled?.calibrationError).toBeCloseTo(0.42, 9);
    expect(digits?.labelled?.confusion[4]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    expect(writers).toEqual([
      { writer: 'Ada', images: 2, accuracy: 1 / 2, namedWrongly: 1 / 2, unsure: 0, notADigit: 0 },
      { writer: 'Ben', images: 3, accuracy: 1, namedWrongly: 0, unsure: 1 / 3, notADigit: 1 / 3 },
    ]);
    expect(reportOn([...ROWS].reverse()).writers).toEqual(writers);
    // Of writers who are read as often, the one whose digits are named wrongly comes first.
    const alike: readonly Row[] = [
      [3, 'Cy', 8, 0.9, 'notADigit'],
      [3, 'Di', 8, 0.9, 'digit'],
      [3, 'Ed', 8, 0.9, 'unsure'],
    ];
    expect(reportOn(alike).writers.map(({ writer }) => writer)).toEqual(['Di', 'Cy', 'Ed']);
  });

  it('counts what is no digit by itself', () => {
    const rows: Row[] = [
      [null, 'Ada', 3, 0.9, 'digit'],
      [null, undefined, 3, 0.3, 'notADigit'],
      [null, undefined, 0, 0.1, 'blank'],
      [null, 'Ben', 3, 0.3, 'unsure'],
    ];
    const { noDigits, digits, writers } = reportOn([...rows, ...ROWS]);
    expect(noDigits).toEqual({ images: 4, notADigit: 2 / 4, unsure: 1 / 4 });
    expect(digits).toEqual(reportOn(ROWS).digits);
    expect(writers).toEqual(reportOn(ROWS).writers);
    expect(reportOn(rows)).toEqual({ writers: [], ...(noDigits && { noDigits }) });
  });

  it('lists drawings that nobody has labelled, and counts them nowhere', () => {
    const rows: Row[] = [
      [undefined, 'Ada', 7, 0.98, 'digit'],
      ...ROWS,
      [undefined, undefined, 4, 0.5, 'unsure'],
      [undefined, undefined, 4, 0.2, 'notADigit'],
    ];
    const { unlabelled, ...counted } = reportOn(rows);
    expect(counted).toEqual(reportOn(ROWS));
    expect(unlabelled).toEqual([
      { drawing: 1, writer: 'Ada', said: { kind: 'digit', digit: 7, probability: 0.98 } },
      { drawing: 7, writer: null, said: { kind: 'unsure', digits: [4, 5] } },
      { drawing: 8, writer: null, said: { kind: 'notADigit' } },
    ]);
    expect(formatDrawingsReport(reportOn(rows))).toMatch(
      /\n\ndrawings without a label: 3\n {2}no\. 1 by Ada: 7, 98\.00 %\n {2}no\. 7: 4 or 5\n {2}no\. 8: not a digit$/,
    );
  });

  it('takes digits that name nobody together, and has no writers where none does', () => {
    const nameless = ROWS.map(([digit, , ...rest]): Row => [digit, undefined, ...rest]);
    expect(reportOn(nameless).writers).toEqual([]);
    expect(reportOn([...ROWS, ...nameless]).writers.map(({ writer }) => writer)).toEqual([
      'Ada',
      null,
      'Ben',
    ]);
  });
});

describe('formatDrawingsReport', () => {
  it('has all shares, a line for each writer, and what is no digit', () => {
    const text = formatDrawingsReport(reportOn([...ROWS, [null, 'Ada', 3, 0.9, 'digit']]));
    for (const line of [
      /^accuracy 80\.00 % of 5 images$/m,
      /^not a digit: 20\.00 % of 5 images; accuracy of the others 75\.00 %$/m,
      /^unsure: 20\.00 %; named: 60\.00 %, of these wrongly 33\.33 %$/m,
      /^ +writer +images +accuracy +named wrongly +unsure +not a digit\n +Ada +2 +50\.00 % +50\.00 % +0\.00 % +0\.00 %\n +Ben +3 +100\.00 % +0\.00 % +33\.33 % +33\.33 %$/m,
      /^drawings of no digit: 1; not a digit: 0\.00 %, unsure: 0\.00 %, named all the same: 100\.00 %$/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  it('keeps a writer’s name in its line', () => {
    const text = formatDrawingsReport(
      reportOn([[3, `Ada\n\u001B[2J${'x'.repeat(90)}`, 3, 0.9, 'digit']]),
    );
    expect(text).toMatch(/^ +Ada \[2Jx{16}… +1 +100\.00 %/m);
  });
});
