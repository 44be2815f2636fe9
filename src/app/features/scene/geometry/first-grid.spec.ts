import { largestGrid } from './first-grid.ts';

describe('the grid with the largest pictures', () => {
  /** 100 CSS pixels a unit. */
  const grid = (count: number, width: number, height: number) =>
    largestGrid(count, { width, height }, 100);

  it('has as many columns as give each neuron the most room', () => {
    // 32 in 1.3 by 2.5: four by eight have 0.3125 each; three 0.227, five 0.26.
    expect(grid(32, 1.3, 2.5)).toEqual({ columns: 4, rows: 8, spacing: 0.3125 });
    expect(grid(32, 2.2, 2.5)).toEqual({ columns: 6, rows: 6, spacing: 2.2 / 6 });
    expect(grid(7, 0.5, 2.5)).toEqual({ columns: 1, rows: 7, spacing: 2.5 / 7 });
  });

  it('has a complete last row if that costs little', () => {
    // Five by seven have 0.357 each, four by eight 0.3125.
    expect(grid(32, 1.8, 2.5)).toEqual({ columns: 4, rows: 8, spacing: 0.3125 });
    // Here three rows of three have a third more than two of five.
    expect(grid(10, 1.2, 1.2).rows * grid(10, 1.2, 1.2).columns).toBe(12);
  });

  it('has no larger pictures than 73 CSS pixels, and of grids that are alike the narrower', () => {
    expect(grid(4, 5, 2.5)).toEqual({ columns: 2, rows: 2, spacing: 0.73 });
    expect(grid(3, 5, 2.5)).toEqual({ columns: 1, rows: 3, spacing: 0.73 });
  });

  it('has larger ones where the whole of it is large: on a wall, eight fill its height', () => {
    // 640 CSS pixels a unit: the height is 1,600.
    const onWall = largestGrid(32, { width: 2, height: 2.5 }, 640);
    expect(onWall).toEqual({ columns: 4, rows: 8, spacing: 2.5 / 8 });
    expect(largestGrid(4, { width: 5, height: 2.5 }, 640).spacing).toBe(2.5 / 8);
  });

  it('holds every neuron, whatever the room', () => {
    for (let count = 1; count <= 512; count++) {
      const { columns, rows, spacing } = grid(count, 0.2 + (count % 7) / 4, 2.5);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * (rows - 1)).toBeLessThan(count);
      expect(spacing).toBeGreaterThan(0);
    }
  });
});
