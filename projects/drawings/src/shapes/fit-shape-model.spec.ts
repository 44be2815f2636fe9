import { writtenDigits, writtenForm } from '../../testing/written-digits.ts';
import { curveThrough } from '../hands/skeleton.ts';
import type { PenDigit } from '../strokes/unipen.ts';
import { arrangeOn } from './arrangement.ts';
import { placedLines } from './fit-clusters.ts';
import { checkClusters, fitShapeModel, ShapeRuleError } from './fit-shape-model.ts';
import { meanStrokes } from './shape-sampler.ts';
import { unitLines } from './unit-lines.ts';

const ABOUT = { source: 'made up', licence: 'CC0', command: 'none' };
const WRITERS = [11, 12, 13, 14, 15, 16, 17, 18];

describe('fitShapeModel', () => {
  const written = WRITERS.map((writer) => writtenDigits(writer, 6));
  const all = written.flat();
  const fit = (digits: readonly PenDigit[]) => fitShapeModel(digits, ABOUT);
  /** The digits of all writers, but of one digit only as many by each writer. */
  const limited = (digit: number, counts: readonly number[]): PenDigit[] => [
    ...all.filter(({ label }) => label !== digit),
    ...counts.flatMap((count, index) => writtenDigits(WRITERS[index] ?? 0, count, [digit])),
  ];

  it('finds the forms that were written', () => {
    const { model } = fit(all);
    for (let digit = 0; digit < 10; digit++) {
      const drawn = placedLines({ lines: unitLines(writtenForm(digit).map(curveThrough)) });
      const [cluster, ...others] = model.clusters.filter((candidate) => candidate.digit === digit);
      expect(others.length).toBe(0);
      const mean = cluster ? meanStrokes(cluster) : [];
      const { squared } = arrangeOn(drawn, placedLines({ lines: unitLines(mean) }));
      // Writers lean, squeeze and err; still, most of what they write is their form.
      expect(Math.sqrt(squared / 24))
        .withContext(`digit ${digit}`)
        .toBeLessThan(0.09);
      expect(cluster?.writers).toBe(8);
      expect(cluster?.count).toBeGreaterThan(40);
    }
  });

  it('gives the same bytes for the same digits', () => {
    expect(fit(all).text).toBe(fit([...all]).text);
  });

  it('keeps apart what differs in strokes, and leaves out what only one wrote', () => {
    const crossed = writtenDigits(19, 6).map((digit) => {
      const [stroke = []] = digit.strokes;
      const bar = [stroke.map((point) => ({ ...point, x: 28 - point.x }))];
      return digit.label === 1 ? { ...digit, strokes: [...digit.strokes, ...bar] } : digit;
    });
    const { model, leftOut } = fit([...all, ...crossed]);
    const ones = model.clusters.filter(({ digit }) => digit === 1);
    expect(ones.map(({ pointCounts }) => pointCounts.length)).toEqual([1]);
    expect(leftOut).toContain({
      digit: 1,
      strokes: 2,
      count: 6,
      reason: 'expected at least 3 writers, found 1',
    });
  });

  const refused: [string, () => readonly PenDigit[], RegExp][] = [
    [
      'two writers',
      () => written.slice(0, 2).flat(),
      /^digit 0: expected at least 3 writers, found 2$/,
    ],
    [
      'few digits',
      () => limited(3, [4, 4, 4, 4, 3]),
      /^digit 3: expected at least 20 digits, found 19$/,
    ],
    [
      'a writer of most digits',
      () => limited(4, [30, 2, 2]),
      /^digit 4: expected no writer above 50\.0 % of the weight, found 6\d\.\d %$/,
    ],
    [
      'digits that stand out',
      () => limited(6, [9, 9, 1, 1]),
      /^digit 6: expected no digit above 12\.0 % of the weight, found 12\.5 %$/,
    ],
    [
      'a digit that nobody wrote',
      () => all.filter(({ label }) => label !== 8),
      /^digit 8: expected some, found none$/,
    ],
  ];
  for (const [what, digits, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => fit(digits())).toThrowError(ShapeRuleError, message);
    });
  }

  it('names the cluster that breaks a rule', () => {
    const [first, second, ...rest] = fit(all).model.clusters;
    const clusters = first && second ? [first, { ...second, writers: 2 }, ...rest] : [];
    expect(() => {
      checkClusters({ clusters });
    }).toThrowError(ShapeRuleError, 'cluster 2 (digit 1): expected at least 3 writers, found 2');
  });
});
