import type { ScreenPositions } from './picking/screen-positions.ts';
import { BASE_FONT_SIZE, sceneLabels, type LabelOptions } from './scene-labels.ts';

/** Two layers on one line and three outputs, at the given distances in pixels. */
function positions(layerDistance: number, outputDistance: number): ScreenPositions {
  return {
    layers: [0, 1].map((index) => ({
      x: 50 + index * layerDistance,
      y: 300,
      depth: 1,
      left: 0,
      top: 0,
      right: 0,
      corners: [],
    })),
    outputs: [0, 1, 2].map((index) => ({
      x: 400,
      y: 100 + index * outputDistance,
      depth: 1,
      radius: 4.5,
    })),
  };
}

const OPTIONS: LabelOptions = {
  sizes: [784, 3],
  layerNames: ['pixels', 'digits'].map((full) => ({ full, short: full.slice(0, 3) })),
  fontSize: BASE_FONT_SIZE,
};

const texts = (at: ScreenPositions, options: Partial<LabelOptions> = {}): string[] =>
  sceneLabels(at, { ...OPTIONS, ...options }).map(({ text }) => text);

describe('sceneLabels', () => {
  it('stand below layers and to the right of outputs', () => {
    const labels = sceneLabels(positions(200, 18), { ...OPTIONS, predictedOutput: 1 });
    expect(labels.map(({ text, translate }) => `${text} ${translate}`)).toEqual([
      'pixels 50.0px 300.0px',
      'digits 250.0px 300.0px',
      '0 404.5px 100.0px',
      '1 404.5px 118.0px',
      '2 404.5px 136.0px',
    ]);
    expect(labels.map(({ isAnswer }) => isAnswer)).toEqual([false, false, false, true, false]);
    expect(labels.map(({ kind }) => kind)).toEqual([
      ...['layer', 'layer'],
      ...['output', 'output', 'output'],
    ] as const);
    expect(new Set(labels.map(({ key }) => key)).size).toBe(5);
  });

  it('leave out layers that are too close together, and all outputs except the answer', () => {
    expect(texts(positions(199, 18))).toEqual(['0', '1', '2']);
    // Three outputs need 36 pixels from the first to the last.
    expect(texts(positions(200, 17))).toEqual(['pixels', 'digits']);
    expect(texts(positions(200, 17), { predictedOutput: 2 })).toEqual(['pixels', 'digits', '2']);
    expect(texts(positions(200, 18))).toEqual(['pixels', 'digits', '0', '1', '2']);
  });

  it('leave out a layer that has its name elsewhere, also where others are numbers', () => {
    const layerNames = [
      { full: '', short: '' },
      { full: 'digits', short: 'digits' },
    ];
    expect(texts(positions(200, 17), { layerNames })).toEqual(['digits']);
    const two = positions(160, 17).layers;
    const third = { ...two[0], x: 251 } as ScreenPositions['layers'][number];
    const three = { layers: [...two, third], outputs: [] };
    const named = { full: 'many neurons', short: 'neurons' };
    const nameless = { full: '', short: '' };
    const names = { sizes: [784, 16, 3], layerNames: [nameless, named, named] };
    expect(texts(three, names)).toEqual(['16', '3']);
  });

  it('are shorter, or numbers, where names on one line would overlap', () => {
    const { layers } = positions(200, 18);
    const full = ['28 × 28 pixels', 'Layer 1 · 16 neurons', '3 digits'];
    const short = ['Pixels', 'Layer 1', 'Digits'];
    const names = {
      sizes: [784, 16, 3],
      layerNames: full.map((name, layer) => ({ full: name, short: short[layer] ?? '' })),
    };
    const with3rd = (place: { readonly x: number; readonly y?: number }): string[] => {
      const third = { ...layers[1], ...place } as ScreenPositions['layers'][number];
      return texts({ layers: [...layers, third], outputs: [] }, names);
    };
    // The second is at 250; 20 and 8 letters need 14 · 7 + 12 pixels, 7 and 6 letters 6.5 · 7 + 12.
    expect(with3rd({ x: 360 })).toEqual(full);
    expect(with3rd({ x: 359 })).toEqual(short);
    expect(with3rd({ x: 308 })).toEqual(short);
    expect(with3rd({ x: 307 })).toEqual(['784', '16', '3']);
    // On another line.
    expect(with3rd({ x: 307, y: 316 })).toEqual(full);
  });

  it('are shorter, or numbers, where names would lie over a panel', () => {
    const layerNames = ['fourteen marks', 'digits'].map((full) => ({
      full,
      short: full.slice(0, 6),
    }));
    const beside = (left: number, width: number): string[] =>
      texts(positions(200, 17), { layerNames, freeArea: { left, width } });
    // Fourteen letters at 50 take 98 pixels, six at 50 and 250 take 42.
    expect(beside(1, 270)).toEqual(['fourteen marks', 'digits']);
    expect(beside(2, 269)).toEqual(['fourte', 'digits']);
    expect(beside(30, 241)).toEqual(['784', '3']);
    expect(beside(1, 269)).toEqual(['784', '3']);
  });

  it('are only those of the layer that is looked at', () => {
    const at = positions(20, 18);
    expect(texts(at, { shownLayer: 0, predictedOutput: 1 })).toEqual(['pixels']);
    expect(texts(at, { shownLayer: 1, predictedOutput: 1 })).toEqual(['digits', '0', '1', '2']);
  });

  it('need more space with larger text', () => {
    expect(texts(positions(250, 18), { fontSize: 20 })).toEqual(['pixels', 'digits']);
    expect(texts(positions(249, 23), { fontSize: 20 })).toEqual(['0', '1', '2']);
    // Seven and six letters need 72 pixels instead of 58; lines are 20 pixels apart instead of 16.
    const { layers } = positions(250, 18);
    const third = (x: number, y: number): ScreenPositions => ({
      layers: [...layers, { ...layers[1], x, y } as ScreenPositions['layers'][number]],
      outputs: [],
    });
    const words = ['pixels', 'neurons', 'digits'];
    const layerNames = words.map((word) => ({ full: word, short: word }));
    const names = { sizes: [784, 16, 3], layerNames, fontSize: 20 };
    expect(texts(third(371, 319), names)).toEqual(['784', '16', '3']);
    expect(texts(third(372, 319), names)).toEqual(words);
    expect(texts(third(371, 320), names)).toEqual(words);
  });

  it('use the given names for outputs, and sizes for layers without names', () => {
    expect(
      texts(positions(200, 18), { outputNames: ['a', 'b', 'c'], layerNames: undefined }),
    ).toEqual(['784', '3', 'a', 'b', 'c']);
  });
});
