import { farthestFirst, isLastFarthest } from './draw-order.ts';
import { layoutNetwork, neuronPosition } from './network-layout.ts';
import { addScaled, dot, ORIGIN, type Vector } from './vector.ts';

const { layers } = layoutNetwork([784, 128, 64, 10], 1.5);
const [, grid, , column] = layers;
if (!grid || !column) throw new Error('expected four layers');
const TURN = Math.PI / 6;
/** Unit vector to a camera, radians around the vertical and above the horizon. */
const towards = (azimuth: number, elevation: number): Vector => ({
  x: Math.sin(azimuth) * Math.cos(elevation),
  y: Math.sin(elevation),
  z: Math.cos(azimuth) * Math.cos(elevation),
});
const DIRECTIONS = Array.from({ length: 12 }, (_, i) =>
  [-0.6, 0.3].map((elevation) => towards(i * TURN + 0.1, elevation)),
).flat();

describe('isLastFarthest', () => {
  it('compares depths of the first and the last column and row, from all sides', () => {
    for (const back of DIRECTIONS) {
      const nearness = (neuron: number): number => dot(neuronPosition(grid, neuron), back);
      const [corner, lastInRow, lastInColumn] = [0, grid.columns - 1, grid.count - grid.columns];
      expect(isLastFarthest(grid, back)).toEqual([
        nearness(lastInRow) < nearness(corner),
        nearness(lastInColumn) < nearness(corner),
      ]);
    }
  });
});

describe('farthestFirst', () => {
  const far = (direction: Vector): Vector => addScaled(ORIGIN, direction, 20);

  it('draws the input last from the front, and the outputs last from behind', () => {
    expect(farthestFirst(layers, far(towards(-0.16, 0.13)))).toEqual([3, 2, 1, 0]);
    expect(farthestFirst(layers, far({ x: -1, y: 0, z: 0 }))).toEqual([3, 2, 1, 0]);
    expect(farthestFirst(layers, far({ x: 1, y: 0, z: 0 }))).toEqual([0, 1, 2, 3]);
    expect(farthestFirst(layers, far({ x: 0, y: 0, z: -1 }))).toEqual([0, 1, 2, 3]);
  });

  it('draws the layer that the camera stands before last, with those on both sides behind it', () => {
    expect(farthestFirst(layers, addScaled(grid.centre, grid.normal, 0.05))).toEqual([0, 3, 2, 1]);
    expect(farthestFirst(layers, addScaled(column.centre, { x: 1, y: 0, z: 0 }, 1))).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('orders one layer, and none', () => {
    expect(farthestFirst([grid], far({ x: 1, y: 0, z: 0 }))).toEqual([0]);
    expect(farthestFirst([], ORIGIN)).toEqual([]);
  });
});
