import type { SpacedGrid } from './first-grid.ts';
import { gridShape, tallGridShape, type GridShape } from './grid-shape.ts';
import { LINES, TALLEST, type LineFit } from './line-fit.ts';
import { addScaled, type Vector } from './vector.ts';

/** Where one layer is: a grid of neurons in a plane. */
export interface LayerLayout {
  readonly kind: 'pixels' | 'grid' | 'column';
  /** Index of its first neuron among all neurons of the network. */
  readonly first: number;
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  readonly centre: Vector;
  /** Unit vectors of the plane: along a row, from the last row to the first, and out of its front. */
  readonly right: Vector;
  readonly up: Vector;
  readonly normal: Vector;
  /** Distance between neighbours. */
  readonly spacing: number;
  /** Radius of a neuron; for pixels, half the side of a cell. */
  readonly radius: number;
}

/** Where all layers and neurons are. */
export interface NetworkLayout {
  readonly layers: readonly LayerLayout[];
  /** Centres of all neurons, layer by layer, `[neurons][xyz]`. */
  readonly positions: Float32Array;
  /**
   * If the input stands apart, what the whole view fits into its frame: the corners of the other layers, and where the
   * connections come in. Otherwise undefined: all layers stand in line.
   */
  readonly frame?: readonly Vector[];
}

/** How layers are made to fit when the input stands apart. */
export interface Fit {
  /** Between neighbouring layers as seen from the front, world units. */
  readonly gap: number;
  /** How far the first hidden layer turns away from the viewer, and the later ones; radians. */
  readonly firstTurn: number;
  readonly laterTurn: number;
  /** The largest ratio of a later grid's rows to its columns. */
  readonly tallest: number;
  /** The first hidden layer's grid, if that is decided. */
  readonly first?: SpacedGrid;
}

/** Side of the input plane; other sizes are chosen relative to it. */
const PLANE_SIZE = 2;
/** Height that grids and the output column fill, and the widest spacing of their neurons. */
export const GRID_HEIGHT = 2.5;
const WIDEST_SPACING = 0.22;
const WIDEST_OUTPUT_SPACING = 0.28;
/** Width of the frame around the input's cells, in cells. */
export const RIM = 0.7;
/** Half a cell of the input as a share of the spacing. */
export const CELL_SHARE = 0.44;
/** A neuron's diameter as a share of the spacing. */
const NEURON_SHARE = 0.62;
/** The direction of the whole view if the input stands apart: nearly from the front, so that layers hardly lean. */
export const BESIDE_DIRECTION = { azimuth: -0.1, elevation: 0.06 };
/** A neuron's radius as a share of the spacing where layers fill a high frame. */
const TALL_GRID_RADIUS = 0.36;
const TALL_COLUMN_RADIUS = 0.27;
/** The largest ratio of the first hidden layer's rows to its columns where it fills a high frame. */
const TALLEST_FIRST = 2.1;
/** How far an input that stands apart turns away from the viewer, radians. */
const APART_TURN = 0.3;
/** How far grids in line turn behind the first. */
const LATER_TURN = 1.06;
/** The input tilts downwards, towards the paper below it; radians. */
const INPUT_TILT = 0.12;
/** Gaps between planes as seen from the front. */
const NARROWEST_GAP = 0.3;
const WIDEST_GAP = 1.5;
const OUTPUT_GAP = 0.16;
/** The room for connections before the first layer, if the input stands apart; a share of the gap between layers. */
const LEAD = 0.45;

/**
 * Lays out a perceptron from left to right: the input as an image, hidden layers as grids, the output as a
 * column.
 * @param architecture layer sizes from input to output
 * @param aspect width divided by height of the free area; a wide area gets larger gaps between layers
 */
export function layoutNetwork(architecture: readonly number[], aspect = 1.5): NetworkLayout {
  const [open, usual, narrow] = LINES;
  const fit = [open, usual].find((fit) => inLine(architecture, aspect, fit).gap > NARROWEST_GAP);
  const { unplaced, gap } = inLine(architecture, aspect, fit ?? narrow);
  const last = architecture.length - 1;
  const widths = unplaced.map((layer) => widthOnScreen(layer));
  const taken = widths.reduce((sum, width) => sum + width, 0);
  // The outputs are set apart, with space for their labels.
  const steps = unplaced.map((_, index) => gap + (index === last - 1 ? OUTPUT_GAP : 0));
  return placed(unplaced, widths, -(taken + OUTPUT_GAP + gap * last) / 2, steps);
}

/**
 * Lays out a perceptron whose input stands elsewhere: hidden layers and outputs fill a frame from top to bottom, with
 * equal gaps. The input has no place yet; `withInput` gives it one.
 */
export function layoutBeside(architecture: readonly number[], fit: Fit): NetworkLayout {
  const last = architecture.length - 1;
  const unplaced = architecture.map((count, index) => {
    if (index === 0) return inputLayer(count, APART_TURN, 0);
    return index === last ? tallColumnLayer(count) : tallGridLayer(count, index, fit);
  });
  const { azimuth } = BESIDE_DIRECTION;
  const widths = unplaced.map((layer) => widthOnScreen(layer, azimuth));
  // The layer after the input begins at 0.
  const lead = fit.gap * LEAD;
  const steps = unplaced.map((_, index) => (index === 0 ? lead : fit.gap));
  const layout = placed(unplaced, widths, -lead - (widths[0] ?? 0), steps);
  const frame = [...layout.layers.slice(1).flatMap(layerCorners), { x: -lead, y: 0, z: 0 }];
  return { ...layout, frame };
}

/** The layout with its input in another place, or of another size. */
export function withInput(
  layout: NetworkLayout,
  place: Pick<LayerLayout, 'centre' | 'spacing' | 'radius'>,
): NetworkLayout {
  const [input, ...later] = layout.layers;
  if (!input) return layout;
  const moved = { ...input, ...place };
  const positions = layout.positions.slice();
  writePositions(moved, positions);
  return { ...layout, layers: [moved, ...later], positions };
}

/** Whether layers of a network have only moved, or the input has another size: grids and directions are the same. */
export function isMoved(before: NetworkLayout, after: NetworkLayout): boolean {
  return (
    before.layers.length === after.layers.length &&
    before.layers.every((layer, index) => {
      const other = after.layers[index];
      return (
        layer.count === other?.count &&
        layer.columns === other.columns &&
        layer.right.x === other.right.x &&
        layer.up.y === other.up.y &&
        (index === 0 || layer.spacing === other.spacing)
      );
    })
  );
}

/** Whether two layouts have the same layers in the same places. */
export function isSameLayout(a: NetworkLayout, b: NetworkLayout): boolean {
  const isSame = a.positions.every((coordinate, index) => coordinate === b.positions[index]);
  return a.positions.length === b.positions.length && isSame && isMoved(a, b);
}

interface InLine {
  readonly unplaced: readonly UnplacedLayer[];
  readonly gap: number;
}

function inLine(architecture: readonly number[], aspect: number, fit: LineFit): InLine {
  const last = architecture.length - 1;
  const unplaced = architecture.map((count, index) => {
    if (index === 0) return inputLayer(count, fit.inputTurn, INPUT_TILT);
    if (index === last) return columnLayer(count, NEURON_SHARE / 2);
    const isTall = fit.isTall && index > 1;
    return gridLayer(count, isTall, index === 1 ? fit.firstTurn : LATER_TURN);
  });
  const taken = unplaced.reduce((sum, layer) => sum + widthOnScreen(layer), 0);
  const room = (GRID_HEIGHT * aspect - taken - OUTPUT_GAP) / Math.max(1, last);
  return { unplaced, gap: Math.min(WIDEST_GAP, Math.max(NARROWEST_GAP, room)) };
}

/**
 * Layers side by side, from left to right.
 * @param widths as seen on screen
 * @param left where the first one begins
 * @param steps the gap behind each layer
 */
function placed(
  unplaced: readonly UnplacedLayer[],
  widths: readonly number[],
  left: number,
  steps: readonly number[],
): NetworkLayout {
  let x = left;
  let first = 0;
  const layers = unplaced.map((layer, index): LayerLayout => {
    const width = widths[index] ?? 0;
    const at = { ...layer, first, centre: { x: x + width / 2, y: 0, z: 0 } };
    first += layer.count;
    x += width + (steps[index] ?? 0);
    return at;
  });
  const positions = new Float32Array(first * 3);
  for (const layer of layers) writePositions(layer, positions);
  return { layers, positions };
}

function writePositions(layer: LayerLayout, positions: Float32Array): void {
  for (let neuron = 0; neuron < layer.count; neuron++) {
    const { x, y, z } = neuronPosition(layer, neuron);
    positions.set([x, y, z], (layer.first + neuron) * 3);
  }
}

/** Centre of a neuron; the last row of a grid may be incomplete. */
export function neuronPosition(layer: LayerLayout, neuron: number): Vector {
  const { columns, rows, spacing } = layer;
  const column = neuron % columns;
  const row = Math.floor(neuron / columns);
  const inRow = addScaled(layer.centre, layer.right, (column - (columns - 1) / 2) * spacing);
  return addScaled(inRow, layer.up, ((rows - 1) / 2 - row) * spacing);
}

/** The four corners of a layer's plane, including the neurons' radii. */
export function layerCorners(layer: LayerLayout): Vector[] {
  const halfWidth = ((layer.columns - 1) / 2) * layer.spacing + layer.radius;
  const halfHeight = ((layer.rows - 1) / 2) * layer.spacing + layer.radius;
  return [-1, 1].flatMap((side) =>
    [-1, 1].map((end) =>
      addScaled(addScaled(layer.centre, layer.right, side * halfWidth), layer.up, end * halfHeight),
    ),
  );
}

type UnplacedLayer = Omit<LayerLayout, 'first' | 'centre'>;

function inputLayer(count: number, turn: number, tilt: number): UnplacedLayer {
  const columns = Math.ceil(Math.sqrt(count));
  const spacing = PLANE_SIZE / columns;
  return {
    kind: 'pixels',
    count,
    columns,
    rows: Math.ceil(count / columns),
    ...plane(turn, tilt),
    spacing,
    radius: spacing * CELL_SHARE,
  };
}

function gridLayer(count: number, isTall: boolean, turn: number): UnplacedLayer {
  const shape = isTall ? tallGridShape(count, [TALLEST]) : gridShape(count);
  const spacing = Math.min(WIDEST_SPACING, GRID_HEIGHT / shape.rows, GRID_HEIGHT / shape.columns);
  return grid(count, shape, turn, spacing, NEURON_SHARE / 2);
}

function tallGridLayer(count: number, index: number, fit: Fit): UnplacedLayer {
  if (index === 1 && fit.first) {
    return grid(count, fit.first, fit.firstTurn, fit.first.spacing, TALL_GRID_RADIUS);
  }
  const limits = index === 1 ? ([TALLEST_FIRST, fit.tallest] as const) : ([fit.tallest] as const);
  const shape = tallGridShape(count, limits);
  const spacing = Math.min(WIDEST_OUTPUT_SPACING, GRID_HEIGHT / shape.rows);
  return grid(count, shape, index === 1 ? fit.firstTurn : fit.laterTurn, spacing, TALL_GRID_RADIUS);
}

function grid(
  count: number,
  { columns, rows }: GridShape,
  turn: number,
  spacing: number,
  radiusShare: number,
): UnplacedLayer {
  const radius = spacing * radiusShare;
  return { kind: 'grid', count, columns, rows, ...plane(turn, 0), spacing, radius };
}

function columnLayer(count: number, radiusShare: number): UnplacedLayer {
  const spacing = Math.min(WIDEST_OUTPUT_SPACING, GRID_HEIGHT / count);
  const radius = spacing * radiusShare;
  return { kind: 'column', count, columns: 1, rows: count, ...plane(0, 0), spacing, radius };
}

/** Facing the viewer of the whole, so that outputs are evenly spaced there, and rows can be level with them. */
function tallColumnLayer(count: number): UnplacedLayer {
  const { azimuth, elevation } = BESIDE_DIRECTION;
  return { ...columnLayer(count, TALL_COLUMN_RADIUS), ...plane(-azimuth, -elevation) };
}

/** A plane whose front is turned to the left around the vertical, then tilted downwards. */
function plane(turn: number, tilt: number): Pick<LayerLayout, 'right' | 'up' | 'normal'> {
  const [cosTurn, sinTurn] = [Math.cos(turn), Math.sin(turn)];
  const [cosTilt, sinTilt] = [Math.cos(tilt), Math.sin(tilt)];
  return {
    right: { x: cosTurn, y: 0, z: sinTurn },
    up: { x: -sinTurn * sinTilt, y: cosTilt, z: cosTurn * sinTilt },
    normal: { x: -sinTurn * cosTilt, y: -sinTilt, z: cosTurn * cosTilt },
  };
}

/** @param azimuth where it is seen from */
export function widthOnScreen(
  { columns, spacing, radius, right: { x, z } }: UnplacedLayer,
  azimuth = 0,
): number {
  const share = x * Math.cos(azimuth) - z * Math.sin(azimuth);
  return ((columns - 1) * spacing + 2 * radius) * share;
}
