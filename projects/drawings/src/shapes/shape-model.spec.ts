import { FormatError } from '#model';
import { parseShapeModel, shapeModelText, type ShapeModel } from './shape-model.ts';

const MODEL: ShapeModel = {
  source: 'Ada: "Digits"',
  licence: 'CC0',
  command: 'npm run fit-shapes -- ada.txt',
  clusters: [
    {
      digit: 4,
      pointCounts: [2, 3],
      count: 40,
      writers: 7,
      largestDigitShare: 0.05,
      largestWriterShare: 0.25,
      mean: Float64Array.of(-0.5, -0.5, 0.5, 0.5, 0, 0, 0.1, 0.2, 0.3, -0.4),
      components: [Float64Array.of(0.1, 0, -0.1, 0.2, 0, 0, 0.05, 0, 0, -0.3)],
    },
  ],
};

describe('a shape model', () => {
  const parse = (text: string) => parseShapeModel(JSON.parse(text), 'shapes.json');

  it('is the same when read again, but for the rounding to bytes', () => {
    const text = shapeModelText(MODEL);
    expect(parse(text)).toEqual(MODEL);
    expect(shapeModelText(parse(text))).toBe(text);
  });

  it('has a cluster a line', () => {
    const [cluster] = MODEL.clusters;
    const text = shapeModelText({ ...MODEL, clusters: cluster ? [cluster, cluster] : [] });
    expect(text.match(/^\{"digit".*$/gm)?.length).toBe(2);
  });

  it('keeps what is larger than a byte as large as it can', () => {
    const [cluster] = MODEL.clusters;
    const mean = Float64Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 2 : -2));
    const [read] = parse(
      shapeModelText({ ...MODEL, clusters: cluster ? [{ ...cluster, mean }] : [] }),
    ).clusters;
    expect([read?.mean[0], read?.mean[1]]).toEqual([127 / 200, -127 / 200]);
  });

  const broken: [string, string, string][] = [
    ['digit":4', 'digit":10', 'clusters[0].digit'],
    ['pointCounts":[2,3]', 'pointCounts":[2,1]', 'clusters[0].pointCounts[1]'],
    ['pointCounts":[2,3]', 'pointCounts":[]', 'clusters[0].places'],
    ['pointCounts":[2,3]', 'pointCounts":[2,4]', 'clusters[0].places'],
    ['places":"', 'places":"?', 'clusters[0].places'],
    ['largestDigitShare":0.05', 'largestDigitShare":5', 'clusters[0].largestDigitShare'],
    ['"licence"', '"license"', 'licence'],
  ];
  for (const [from, to, field] of broken) {
    it(`is refused with ${to}`, () => {
      expect(() => parse(shapeModelText(MODEL).replace(from, to))).toThrowMatching(
        (error) => error instanceof FormatError && error.field === field,
      );
    });
  }
});
