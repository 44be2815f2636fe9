import { projector, type ScreenPoint } from './camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { homePose } from './home-pose.ts';
import { stageLayout } from './stage-layout.ts';
import {
  layerCorners,
  neuronPosition,
  type LayerLayout,
  type NetworkLayout,
} from '../geometry/network-layout.ts';

/** What panels leave free at these sizes of the page, and the place of the input above the paper. */
const STAGES: Readonly<Record<string, readonly [Rectangle, Rectangle]>> = {
  '1024x768': [area(365, 80, 424, 536), area(138, 18, 187, 187)],
  '1024x768, with a neuron’s arithmetic': [area(365, 80, 285, 536), area(138, 18, 187, 187)],
  '1180x820': [area(394, 80, 522, 648), area(140, 18, 232, 232)],
  '1280x800': [area(392, 80, 608, 628), area(134, 18, 236, 236)],
  '1366x768': [area(378, 80, 708, 596), area(140, 18, 216, 216)],
  '1440x900': [area(436, 80, 708, 728), area(140, 18, 274, 274)],
  '1536x864': [area(420, 80, 820, 692), area(140, 18, 258, 258)],
  '1920x1080': [area(515, 80, 1125, 908), area(134, 18, 359, 359)],
  '2560x1440': [area(674, 80, 1606, 1268), area(140, 18, 512, 512)],
  '3840x2160': [area(990, 80, 2570, 1988), area(140, 18, 834, 834)],
};
const DEFAULT = [784, 128, 64, 10];
const SIX_OF_32 = [784, 32, 32, 32, 32, 32, 32, 10];
const ARCHITECTURES = [
  DEFAULT,
  [784, 10],
  [784, 16, 10],
  [784, 512, 10],
  SIX_OF_32,
  [784, 1, 10],
  [784, 100, 50, 10],
  [300, 40, 10],
  [784, 17, 13, 10],
];

function area(left: number, top: number, width: number, height: number): Rectangle {
  return { left, top, width, height };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boxOf(points: readonly ScreenPoint[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** Where the whole view shows each layer of a network. */
function boxesOf(layout: NetworkLayout, freeArea: Rectangle): Box[] {
  const project = projector(homePose(layout, freeArea), freeArea);
  return layout.layers.map((layer) => boxOf(layerCorners(layer).map(project)));
}

/** The least distance between neighbours of a layer on screen, CSS pixels. */
function pitchOf(layer: LayerLayout, layout: NetworkLayout, freeArea: Rectangle): number {
  const project = projector(homePose(layout, freeArea), freeArea);
  const [first, nextInRow, nextRow] = [0, 1, layer.columns].map((neuron) =>
    project(neuronPosition(layer, neuron)),
  );
  const distance = (a?: ScreenPoint, b?: ScreenPoint): number =>
    Math.hypot((a?.x ?? NaN) - (b?.x ?? NaN), (a?.y ?? NaN) - (b?.y ?? NaN));
  return Math.min(distance(first, nextInRow), distance(first, nextRow));
}

/** Calls back for each stage and architecture, with words that say which one it is. */
function forAll(
  check: (name: string, architecture: readonly number[], stage: Stage) => void,
): void {
  for (const [name, [freeArea, place]] of Object.entries(STAGES)) {
    for (const architecture of ARCHITECTURES) {
      const layout = stageLayout(architecture, freeArea, place);
      check(`${architecture.join('-')} at ${name}`, architecture, { freeArea, place, layout });
    }
  }
}

interface Stage {
  readonly freeArea: Rectangle;
  readonly place: Rectangle;
  readonly layout: NetworkLayout;
}

describe('stageLayout, with a place for the input', () => {
  it('shows hidden layers and outputs inside the free area, with room for their names', () => {
    forAll((name, _, { freeArea, layout }) => {
      for (const box of boxesOf(layout, freeArea).slice(1)) {
        expect(box.left - freeArea.left)
          .withContext(name)
          .toBeGreaterThan(9.9);
        expect(freeArea.left + freeArea.width - box.right)
          .withContext(name)
          .toBeGreaterThan(27);
        expect(box.top - freeArea.top)
          .withContext(name)
          .toBeGreaterThan(15.9);
        expect(freeArea.top + freeArea.height - box.bottom)
          .withContext(name)
          .toBeGreaterThan(33.9);
      }
    });
  });

  it('puts layers side by side, with gaps that one sees', () => {
    forAll((name, _, { freeArea, layout }) => {
      const boxes = boxesOf(layout, freeArea).slice(1);
      boxes.slice(1).forEach((box, index) => {
        expect(box.left - (boxes[index]?.right ?? NaN))
          .withContext(name)
          .toBeGreaterThan(6);
      });
    });
  });

  it('fits the input, with its frame, into its place to the pixel', () => {
    forAll((name, _, { freeArea, place, layout }) => {
      const [input] = layout.layers;
      if (!input) throw new Error('expected an input layer');
      const framed = layerCorners({ ...input, radius: 1.2 * input.spacing });
      const box = boxOf(framed.map(projector(homePose(layout, freeArea), freeArea)));
      const [width, height] = [box.right - box.left, box.bottom - box.top];
      expect(box.left)
        .withContext(name)
        .toBeGreaterThan(place.left - 0.1);
      expect(box.top)
        .withContext(name)
        .toBeGreaterThan(place.top - 0.1);
      expect(Math.abs(box.right - place.left - place.width))
        .withContext(name)
        .toBeLessThan(0.1);
      expect(box.bottom)
        .withContext(name)
        .toBeLessThan(place.top + place.height + 0.1);
      expect(Math.max(width / place.width, height / place.height))
        .withContext(name)
        .toBeGreaterThan(0.995);
      expect(Math.min(width, height) / Math.max(width, height))
        .withContext(`${name}, hardly turned`)
        .toBeGreaterThan(0.8);
    });
  });

  it('gives layers the whole height, or most of it where they are many or the frame is narrow', () => {
    forAll((name, architecture, { freeArea, layout }) => {
      const boxes = boxesOf(layout, freeArea).slice(1);
      const top = Math.min(...boxes.map((box) => box.top));
      const bottom = Math.max(...boxes.map((box) => box.bottom));
      const isNarrow = freeArea.width < 400;
      const least = architecture === SIX_OF_32 ? (isNarrow ? 0.5 : 0.9) : isNarrow ? 0.95 : 0.995;
      expect((bottom - top) / (freeArea.height - 50))
        .withContext(name)
        .toBeGreaterThan(least);
    });
  });

  it('gives the outputs most of the frame’s height, in steps alike', () => {
    forAll((name, architecture, { freeArea, layout }) => {
      if (architecture === SIX_OF_32 && freeArea.width < 300) return;
      const outputs = layout.layers.at(-1);
      if (!outputs) throw new Error('expected outputs');
      const project = projector(homePose(layout, freeArea), freeArea);
      const ys = Array.from(
        { length: 10 },
        (_, digit) => project(neuronPosition(outputs, digit)).y,
      );
      const span = ((ys.at(-1) ?? 0) - (ys[0] ?? 0)) / 0.9;
      expect(span / (freeArea.height - 50))
        .withContext(name)
        .toBeGreaterThan(0.85);
      const steps = ys.slice(1).map((y, index) => y - (ys[index] ?? 0));
      expect(Math.max(...steps) - Math.min(...steps))
        .withContext(name)
        .toBeLessThan(0.1);
    });
  });

  it('keeps neurons apart, the default network’s by 18 pixels where no aside is open', () => {
    forAll((name, architecture, { freeArea, layout }) => {
      const least = architecture === DEFAULT && freeArea.width > 400 ? 18 : 5;
      for (const layer of layout.layers.slice(1)) {
        if (layer.count === 1) continue;
        expect(pitchOf(layer, layout, freeArea))
          .withContext(name)
          .toBeGreaterThan(least);
      }
    });
  });

  it('makes the network higher than 70 % of the page at 1024x768, and than 80 % of larger ones', () => {
    for (const size of ['1024x768', '1280x800', '1366x768', '1536x864', '1920x1080']) {
      const [freeArea, place] = STAGES[size] ?? [];
      if (!freeArea || !place) throw new Error(`${size}: expected a stage, found none`);
      const boxes = boxesOf(stageLayout(DEFAULT, freeArea, place), freeArea);
      const [, height = NaN] = size.split('x').map(Number);
      const top = Math.min(...boxes.map((box) => box.top));
      const bottom = Math.max(...boxes.map((box) => box.bottom));
      expect((bottom - top) / height)
        .withContext(size)
        .toBeGreaterThan(size === '1024x768' ? 0.7 : 0.8);
    }
  });

  it('lays out six layers of 512 neurons', () => {
    const six = [784, 512, 512, 512, 512, 512, 512, 10];
    const freeArea = area(392, 80, 608, 628);
    const boxes = boxesOf(stageLayout(six, freeArea, area(134, 18, 236, 236)), freeArea).slice(1);
    boxes.slice(1).forEach((box, index) => {
      expect(box.left).toBeGreaterThan(boxes[index]?.right ?? NaN);
    });
  });
});

describe('stageLayout, without a place for the input', () => {
  it('puts all layers in line', () => {
    for (const [width, height] of [
      [788, 383],
      [358, 119],
      [176, 218],
    ] as const) {
      const freeArea = area(16, 80, width, height);
      const layout = stageLayout(DEFAULT, freeArea);
      expect(layout.frame).toBeUndefined();
      const boxes = boxesOf(layout, freeArea);
      boxes.forEach((box, index) => {
        expect(box.left).toBeGreaterThan(boxes[index - 1]?.right ?? freeArea.left);
        expect(box.top).toBeGreaterThan(freeArea.top);
        expect(box.bottom).toBeLessThan(freeArea.top + freeArea.height);
      });
    }
  });

  it('does not change with a few pixels of the free area', () => {
    const [a, b] = [
      stageLayout(DEFAULT, area(0, 0, 600, 400)),
      stageLayout(DEFAULT, area(0, 0, 602, 400)),
    ];
    expect(a.positions).toEqual(b.positions);
  });
});
