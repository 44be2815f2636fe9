import { evenBoxes, controlPlaces, type LayerBox } from './control-places.ts';

const SIZES = { button: 44, whole: 148, number: 56 };
const box = (left: number, right: number): LayerBox => ({ left, right, top: 70, y: 430 });

describe('the places of controls', () => {
  it('are between layers and below them', () => {
    const layers = [box(40, 170), box(350, 510), box(600, 630)];
    const places = controlPlaces(layers, [280, 640], SIZES);
    // Before the first layer it stands near it, not in the middle of the way.
    expect(places.additions).toEqual([
      { x: 306, y: 250, before: 0 },
      { x: 555, y: 250, before: 1 },
    ]);
    expect(places.sizes).toEqual([{ x: 430, y: 444 }]);
    expect(places.hasRoom).toBeTrue();
  });

  it('are apart and on the stage, however near the layers are', () => {
    const layers = [box(10, 60), ...[100, 130, 160, 190].map((x) => box(x, x + 22)), box(220, 230)];
    const { additions, sizes, hasRoom } = controlPlaces(layers, [80, 390], SIZES);
    expect(hasRoom).toBeFalse();
    for (const [places, width] of [
      [additions, 44],
      [sizes, 56],
    ] as const) {
      places.forEach(({ x }, index) => {
        expect(x - width / 2).toBeGreaterThanOrEqual(80);
        expect(x + width / 2).toBeLessThanOrEqual(390);
        const next = places[index + 1];
        if (next) expect(next.x - x).toBeGreaterThanOrEqual(width);
      });
    }
  });

  it('leave room for the whole control of the layer in use', () => {
    const layers = [box(10, 60), ...[100, 130, 160].map((x) => box(x, x + 22)), box(220, 230)];
    for (const open of [0, 1, 2]) {
      const { sizes } = controlPlaces(layers, [80, 390], SIZES, open);
      const edges = sizes.map(({ x }, layer) => {
        const half = (layer === open ? SIZES.whole : SIZES.number) / 2;
        return [x - half, x + half] as const;
      });
      expect(edges[0]?.[0]).toBeGreaterThanOrEqual(80);
      expect(edges[2]?.[1]).toBeLessThanOrEqual(390);
      expect(edges[1]?.[0]).toBeGreaterThan(edges[0]?.[1] ?? NaN);
      expect(edges[2]?.[0]).toBeGreaterThan(edges[1]?.[1] ?? NaN);
    }
  });

  it('stand in one row below the picture where they would cover layers', () => {
    const stage = { width: 390, height: 600 };
    for (const count of [1, 2, 3]) {
      const hidden = Array.from({ length: count }, (_, index) =>
        box(180 + index * 50, 205 + index * 50),
      );
      const layers = [box(30, 130), ...hidden, box(348, 352)];
      const last = hidden.at(-1);
      if (count === 1) layers[2] = box((last?.right ?? 0) + 20, 352);
      const { additions, sizes } = controlPlaces(layers, [170, 374], SIZES, count - 1, stage);
      expect(additions.map(({ before }) => before)).toEqual([count]);
      expect(additions[0]?.y).toBe(444 + SIZES.button / 2);
      expect(sizes.map(({ y }) => y)).toEqual(hidden.map(() => 444));
      expect((sizes[0]?.x ?? 0) - SIZES.number / 2).toBeGreaterThanOrEqual(0);
      expect((additions[0]?.x ?? NaN) + SIZES.button / 2).toBeLessThanOrEqual(stage.width);
    }
  });

  it('stay between layers where answers stand beside the network', () => {
    const layers = [box(30, 130), box(180, 340), box(350, 354)];
    const { additions } = controlPlaces(layers, [170, 374], SIZES, 0, { width: 683, height: 300 });
    expect(additions.map(({ before }) => before)).toEqual([0, 1]);
  });

  it('are there without a hidden layer, too', () => {
    const places = controlPlaces([box(40, 170), box(400, 440)], [290, 640], SIZES);
    expect(places.additions.length).toBe(1);
    expect(places.sizes).toEqual([]);
  });
});

describe('layers without a picture', () => {
  it('stand side by side, as many as there are', () => {
    const boxes = evenBoxes(4, { left: 100, top: 0, width: 400, height: 200 });
    expect(boxes.map(({ left, y }) => [left, y])).toEqual([
      [150, 100],
      [250, 100],
      [350, 100],
      [450, 100],
    ]);
  });
});
