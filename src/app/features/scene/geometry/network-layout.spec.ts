import { layerCorners, layoutNetwork, neuronPosition } from './network-layout.ts';

describe('a hidden layer', () => {
  /** Columns and rows of a hidden layer with that many neurons. */
  function gridShape(count: number) {
    const { columns = NaN, rows = NaN } = layoutNetwork([4, count, 2]).layers[1] ?? {};
    return { columns, rows };
  }

  it('is a full upright rectangle where the number allows, otherwise nearly square', () => {
    expect(gridShape(128)).toEqual({ columns: 8, rows: 16 });
    expect(gridShape(64)).toEqual({ columns: 8, rows: 8 });
    expect(gridShape(512)).toEqual({ columns: 16, rows: 32 });
    expect(gridShape(1)).toEqual({ columns: 1, rows: 1 });
    // 13 is prime, so that the last row is incomplete.
    expect(gridShape(13)).toEqual({ columns: 3, rows: 5 });
    expect(gridShape(97)).toEqual({ columns: 9, rows: 11 });
  });

  it('has room for any number of neurons', () => {
    for (let count = 1; count <= 512; count++) {
      const { columns, rows } = gridShape(count);
      expect(columns * rows)
        .withContext(`${count} neurons`)
        .toBeGreaterThanOrEqual(count);
      expect((rows - 1) * columns)
        .withContext(`${count} neurons`)
        .toBeLessThan(count);
    }
  });
});

describe('layoutNetwork', () => {
  it('numbers neurons through all layers', () => {
    const { layers, positions } = layoutNetwork([784, 128, 64, 10]);
    expect(layers.map(({ first }) => first)).toEqual([0, 784, 912, 976]);
    expect(layers.map(({ kind }) => kind)).toEqual(['pixels', 'grid', 'grid', 'column']);
    expect(positions.length).toBe(986 * 3);
  });

  it('lays the picture out as it is read: first row on top, columns from left to right', () => {
    const [input] = layoutNetwork([784, 10]).layers;
    if (!input) throw new Error('expected an input layer');
    const [first, nextInRow, nextRow] = [0, 1, 28].map((pixel) => neuronPosition(input, pixel));
    expect(nextInRow?.x).toBeGreaterThan(first?.x ?? NaN);
    expect(nextRow?.y).toBeLessThan(first?.y ?? NaN);
    // A plane of 2 by 2 with 28 cells per side.
    expect(input.spacing).toBeCloseTo(2 / 28, 12);
  });

  it('turns the input to the lower left, where the drawing is', () => {
    const [input] = layoutNetwork([784, 10]).layers;
    expect(input?.normal.x).toBeLessThan(0);
    expect(input?.normal.y).toBeLessThan(0);
    expect(input?.normal.z).toBeGreaterThan(0);
  });

  it('keeps layers apart from left to right, without hidden layers and with six of 512', () => {
    const six = [784, 512, 512, 512, 512, 512, 512, 10];
    for (const architecture of [[784, 10], [784, 16, 10], six, [784, 100, 26]]) {
      for (const aspect of [0.6, 1.3, 3]) {
        const { layers } = layoutNetwork(architecture, aspect);
        const spans = layers.map((layer) => layerCorners(layer).map(({ x }) => x));
        spans.slice(1).forEach((span, index) => {
          const before = spans[index] ?? [];
          expect(Math.min(...span)).toBeGreaterThan(Math.max(...before));
        });
      }
    }
  });

  it('lets no two neurons of a layer touch', () => {
    for (const layer of layoutNetwork([784, 512, 13, 40]).layers) {
      expect(2 * layer.radius).toBeLessThan(layer.spacing);
    }
  });

  it('leaves more space between layers in wide areas', () => {
    const width = (aspect: number): number => {
      const { layers } = layoutNetwork([784, 128, 64, 10], aspect);
      return (layers.at(-1)?.centre.x ?? 0) - (layers[0]?.centre.x ?? 0);
    };
    expect(width(3)).toBeGreaterThan(width(1));
  });
});
