import {
  isMoved,
  isSameLayout,
  layerCorners,
  layoutBeside,
  layoutNetwork,
  neuronPosition,
  withInput,
} from './network-layout.ts';

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

  it('makes grids higher and turns the input more where the width limits the network', () => {
    const shapes = (aspect: number): string[] =>
      layoutNetwork([784, 128, 64, 10], aspect).layers.map(
        ({ columns, rows }) => `${columns}x${rows}`,
      );
    expect(shapes(2)).toEqual(['28x28', '8x16', '8x8', '1x10']);
    expect(shapes(1.3)).toEqual(['28x28', '8x16', '4x16', '1x10']);
    const widthOf = (aspect: number): number => {
      const xs = layoutNetwork([784, 128, 64, 10], aspect).layers.flatMap((layer) =>
        layerCorners(layer).map(({ x }) => x),
      );
      return Math.max(...xs) - Math.min(...xs);
    };
    // Height of the grids: 2.5.
    expect(widthOf(1.3) / 2.5).toBeLessThan(1.35);
  });

  it('leaves more space between layers in wide areas', () => {
    const width = (aspect: number): number => {
      const { layers } = layoutNetwork([784, 128, 64, 10], aspect);
      return (layers.at(-1)?.centre.x ?? 0) - (layers[0]?.centre.x ?? 0);
    };
    expect(width(3)).toBeGreaterThan(width(1));
  });
});

describe('layoutBeside', () => {
  const FIT = { gap: 0.4, firstTurn: 0.55, laterTurn: 0.8, tallest: 4.2 };
  const layout = layoutBeside([784, 128, 64, 10], FIT);

  it('stands layers upright, as high as the ten outputs', () => {
    const shapes = layout.layers.map(({ columns, rows }) => `${columns}x${rows}`);
    expect(shapes).toEqual(['28x28', '8x16', '4x16', '1x10']);
    for (const { rows, spacing } of layout.layers.slice(1)) {
      expect(rows * spacing).toBeCloseTo(2.5, 12);
    }
  });

  it('frames what stands in line, and where the connections come in', () => {
    const xs = layout.layers.slice(1).flatMap((layer) => layerCorners(layer).map(({ x }) => x));
    expect(Math.min(...(layout.frame ?? []).map(({ x }) => x))).toBeCloseTo(-0.45 * 0.4, 12);
    expect(Math.max(...(layout.frame ?? []).map(({ x }) => x))).toBe(Math.max(...xs));
    expect(layoutNetwork([784, 10]).frame).toBeUndefined();
  });

  it('moves the input alone', () => {
    const centre = { x: -3, y: 2, z: 1 };
    const moved = withInput(layout, { centre, spacing: 0.1, radius: 0.04 });
    expect(moved.layers.slice(1)).toEqual(layout.layers.slice(1));
    expect(moved.positions.subarray(784 * 3)).toEqual(layout.positions.subarray(784 * 3));
    const [input] = moved.layers;
    if (!input) throw new Error('expected an input layer');
    const { x, y, z } = neuronPosition(input, 0);
    expect([...moved.positions.subarray(0, 3)]).toEqual([...Float32Array.of(x, y, z)]);
    expect(isSameLayout(layout, moved)).toBeFalse();
    expect(isMoved(layout, moved)).toBeTrue();
  });

  it('is no mere move if grids or directions differ', () => {
    expect(isMoved(layout, layoutBeside([784, 128, 64, 10], { ...FIT, gap: 1 }))).toBeTrue();
    expect(isMoved(layout, layoutBeside([784, 128, 64, 10], { ...FIT, firstTurn: 1 }))).toBeFalse();
    expect(isMoved(layout, layoutBeside([784, 128, 32, 10], FIT))).toBeFalse();
    expect(isMoved(layout, layoutNetwork([784, 128, 64, 10]))).toBeFalse();
    expect(isSameLayout(layout, layoutBeside([784, 128, 64, 10], FIT))).toBeTrue();
  });
});
