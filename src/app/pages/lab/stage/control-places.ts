import type { Rectangle } from '../../../platform/rectangle.ts';

/** A layer on the stage, CSS pixels; `y` is its lower edge. */
export interface LayerBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly y: number;
}

/** Where controls for building stand on the stage, CSS pixels. */
export interface ControlPlaces {
  /** The middle of each place where a layer can be added: before each hidden layer, and behind the last. */
  readonly additions: readonly { readonly x: number; readonly y: number }[];
  /** The middle of the upper edge of each hidden layer's control. */
  readonly sizes: readonly { readonly x: number; readonly y: number }[];
  /** Whether there is room for all of a layer's control; otherwise for its number alone. */
  readonly hasRoom: boolean;
}

/** How far a layer's control is below it, and what lies between two controls at least. */
const DROP = 14;
const GAP = 6;
/** Where the connections come in, an addition stands this far before the first layer at most. */
const FARTHEST_BEFORE = 44;

/** How much of a button may lie over the layers beside it. */
const MOST_COVERED = 0.25;

/** What controls take, CSS pixels. */
export interface ControlSizes {
  readonly button: number;
  /** Width of a layer's control, whole and only its number. */
  readonly whole: number;
  readonly number: number;
}

/**
 * Where controls stand between and below layers, in whole pixels.
 * @param layers from input to output
 * @param left and right, the edges of the stage
 * @param open the layer whose control is whole where there is no room for all
 * @returns undefined if they would cover the network or each other: they need a row of their own
 */
export function controlPlaces(
  layers: readonly LayerBox[],
  [left, right]: readonly [left: number, right: number],
  sizes: ControlSizes,
  open = 0,
): ControlPlaces | undefined {
  const later = layers.slice(1);
  const hidden = later.slice(0, -1);
  const tops = later.map(({ top }) => top);
  const bottoms = later.map(({ y }) => y);
  const middle = (Math.min(...tops) + Math.max(...bottoms)) / 2;
  const gaps = later.map((layer, index) => {
    const before = layers[index]?.right ?? layer.left;
    const way = layer.left - before;
    return index === 0 ? layer.left - Math.min(FARTHEST_BEFORE, way / 2) : before + way / 2;
  });
  const middles = hidden.map((layer) => (layer.left + layer.right) / 2);
  const hasRoom = taken(hidden.map(() => sizes.whole)) <= right - left;
  const widths = hidden.map((_, layer) => (hasRoom || layer === open ? sizes.whole : sizes.number));
  const isCovered = later.some((layer, index) => {
    const before = layers[index]?.right ?? layer.left;
    return layer.left - before < (1 - MOST_COVERED) * sizes.button;
  });
  if (isCovered || taken(widths) > right - left) return undefined;
  const additions = apart(
    gaps,
    gaps.map(() => sizes.button),
    [left, right],
  );
  const y = Math.round(Math.max(...bottoms) + DROP);
  return {
    additions: additions.map((x) => ({ x: Math.round(x), y: Math.round(middle) })),
    sizes: apart(middles, widths, [left, right]).map((x) => ({ x: Math.round(x), y })),
    hasRoom,
  };
}

/** What controls side by side take. */
function taken(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP, -GAP);
}

/** Where layers would be if there is no picture of them: side by side, `count` of them. */
export function evenBoxes(
  count: number,
  { left, top, width, height }: Rectangle,
): readonly LayerBox[] {
  return Array.from({ length: count }, (_, index) => {
    const x = left + (width * (index + 0.5)) / count;
    return { left: x, right: x, top: top + height / 2, y: top + height / 2 };
  });
}

/**
 * Places moved apart, in their order and as little to the right as possible, within bounds if they can be.
 * @param widths of what stands there
 */
function apart(
  places: readonly number[],
  widths: readonly number[],
  [least, most]: readonly [number, number],
): number[] {
  const half = (index: number): number => (widths[index] ?? 0) / 2;
  const moved: number[] = [];
  places.forEach((place, index) => {
    const before = index === 0 ? least : (moved[index - 1] ?? 0) + half(index - 1) + GAP;
    moved.push(Math.max(place, before + half(index)));
  });
  let limit = most;
  for (let index = moved.length - 1; index >= 0; index--) {
    const at = Math.min(moved[index] ?? limit, limit - half(index));
    moved[index] = at;
    limit = at - half(index) - GAP;
  }
  return moved;
}
