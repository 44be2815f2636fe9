import { tallGridShape } from './grid-shape.ts';

describe('tallGridShape', () => {
  it('is the tallest complete grid up to the limit', () => {
    expect(tallGridShape(64, [4.2])).toEqual({ columns: 4, rows: 16 });
    expect(tallGridShape(128, [2.1])).toEqual({ columns: 8, rows: 16 });
    expect(tallGridShape(32, [8.4])).toEqual({ columns: 2, rows: 16 });
  });

  it('tries the next limit before a grid that is nearly square', () => {
    // Ten columns of ten would fit the first limit, as would seven incomplete ones of fifteen.
    expect(tallGridShape(100, [2.1, 4.2])).toEqual({ columns: 5, rows: 20 });
    expect(tallGridShape(16, [2.1, 4.2])).toEqual({ columns: 2, rows: 8 });
  });

  it('has room for any number of neurons, and no empty row', () => {
    for (let count = 1; count <= 512; count++) {
      for (const limits of [[2.1, 4.2], [4.2], [8.4]] as const) {
        const { columns, rows } = tallGridShape(count, limits);
        expect(columns * rows)
          .withContext(`${count} neurons`)
          .toBeGreaterThanOrEqual(count);
        expect((rows - 1) * columns)
          .withContext(`${count} neurons`)
          .toBeLessThan(count);
      }
    }
  });
});
