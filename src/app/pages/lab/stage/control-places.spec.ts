import { evenBoxes, controlPlaces, type LayerBox } from './control-places.ts';

const SIZES = { button: 44, whole: 148, number: 56 };
const box = (left: number, right: number): LayerBox => ({ left, right, top: 70, y: 430 });

describe('the places of controls', () => {
  it('are between layers and below them', () => {
    const layers = [box(40, 170), box(350, 510), box(600, 630)];
    const places = controlPlaces(layers, [280, 640], SIZES);
    // Before the first layer it stands near it, not in the middle of the way.
    expect(places?.additions).toEqual([
      { x: 306, y: 250 },
      { x: 555, y: 250 },
    ]);
    expect(places?.sizes).toEqual([{ x: 430, y: 444 }]);
    expect(places?.hasRoom).toBeTrue();
  });

  it('are apart and on the stage, that of the layer in use whole', () => {
    const hidden = [box(110, 140), box(190, 220), box(270, 300)];
    const layers = [box(10, 60), ...hidden, box(340, 350)];
    for (const open of [0, 1, 2]) {
      const places = controlPlaces(layers, [80, 390], SIZES, open);
      expect(places?.hasRoom).toBeFalse();
      const widths = hidden.map((_, layer) => (layer === open ? SIZES.whole : SIZES.number));
      for (const [row, widthOf] of [
        [places?.additions ?? [], () => SIZES.button],
        [places?.sizes ?? [], (layer: number) => widths[layer] ?? NaN],
      ] as const) {
        expect(row.length).toBeGreaterThan(2);
        const edges = row.map(({ x }, index) => [x - widthOf(index) / 2, x + widthOf(index) / 2]);
        expect(edges[0]?.[0]).toBeGreaterThanOrEqual(80);
        expect(edges.at(-1)?.[1]).toBeLessThanOrEqual(390);
        edges.slice(1).forEach(([left], index) => {
          expect(left).toBeGreaterThan(edges[index]?.[1] ?? NaN);
        });
      }
    }
  });

  it('are whole pixels, so that no finger finds less than 44 of them', () => {
    const layers = [box(40.3, 170.7), box(350.1, 510.4), box(600.2, 630.9)];
    const { additions = [], sizes = [] } = controlPlaces(layers, [280.6, 640.2], SIZES) ?? {};
    for (const { x, y } of [...additions, ...sizes]) {
      expect([x, y].map(Number.isInteger)).toEqual([true, true]);
    }
  });

  it('need a row of their own where they would cover the network', () => {
    const layers = [box(30, 130), box(180, 340), box(350, 354)];
    expect(controlPlaces(layers, [170, 374], SIZES)).toBeUndefined();
    const near = [box(30, 170), box(180, 300), box(350, 354)];
    expect(controlPlaces(near, [170, 374], SIZES)).toBeUndefined();
  });

  it('need a row of their own where they would not fit below it', () => {
    const hidden = [0, 1, 2, 3].map((layer) => box(100 + layer * 70, 130 + layer * 70));
    const layers = [box(0, 50), ...hidden, box(380, 384)];
    expect(controlPlaces(layers, [60, 400], SIZES)).toBeDefined();
    expect(controlPlaces(layers, [90, 400], SIZES)).toBeUndefined();
  });

  it('are there without a hidden layer, too', () => {
    const places = controlPlaces([box(40, 170), box(400, 440)], [290, 640], SIZES);
    expect(places?.additions.length).toBe(1);
    expect(places?.sizes).toEqual([]);
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
