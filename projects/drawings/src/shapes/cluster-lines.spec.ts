import { Random } from '#model';
import type { PlacedLines } from './arrangement.ts';
import { clusterLines, type ClusteringTask } from './cluster-lines.ts';

/** A straight stroke from (0, 0). */
const to = (x: number, y: number): PlacedLines => [Float64Array.of(0, 0, x, y)];

describe('clusterLines', () => {
  const digits = [
    to(10, 0),
    to(0, 10),
    to(10.2, 0),
    to(0, 10.2),
    to(9.8, 0),
    to(0, 9.8),
    to(0, 10),
  ];
  const cluster = (task: Partial<ClusteringTask>) =>
    clusterLines(
      { digits, clusterCount: 2, reach: 100, isAllowed: () => true, ...task },
      Random.fromSeed(1),
    )
      .map(({ members }) => members.map(({ index }) => index))
      .sort(([a = 0], [b = 0]) => a - b);

  it('sorts what is alike together', () => {
    expect(cluster({})).toEqual([
      [0, 2, 4],
      [1, 3, 5, 6],
    ]);
  });

  it('does not mind where a stroke begins', () => {
    const turned = digits.map((lines, index): PlacedLines => {
      const [line = new Float64Array()] = lines;
      return index % 3 === 0 ? [Float64Array.of(line[2] ?? 0, line[3] ?? 0, 0, 0)] : lines;
    });
    expect(cluster({ digits: turned })).toEqual(cluster({}));
  });

  it('leaves out what is out of reach', () => {
    expect(cluster({ digits: [...digits, to(90, 90)], clusterCount: 2, reach: 4 })).toEqual(
      cluster({}),
    );
  });

  it('dissolves what is not allowed into neighbours in reach', () => {
    const isAllowed = (members: readonly number[]): boolean => members.length > 3;
    expect(cluster({ isAllowed, reach: 1000 })).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
    expect(cluster({ isAllowed, reach: 4 })).toEqual([[1, 3, 5, 6]]);
    expect(cluster({ isAllowed: () => false })).toEqual([]);
  });

  it('makes no more clusters than there are differing digits', () => {
    expect(cluster({ digits: [to(1, 0), to(1, 0)], clusterCount: 2 })).toEqual([[0, 1]]);
  });
});
