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
}

interface Shape {
  readonly columns: number;
  readonly rows: number;
}

/** Side of the input plane; other sizes are chosen relative to it. */
const PLANE_SIZE = 2;
/** Height that grids and the output column fill, and the widest spacing of their neurons. */
const GRID_HEIGHT = 2.5;
const WIDEST_SPACING = 0.22;
const WIDEST_OUTPUT_SPACING = 0.28;
/** A neuron's diameter as a share of the spacing. */
const NEURON_SHARE = 0.62;
/** The largest ratio of a grid's rows to its columns. */
const TALLEST_GRID = 2.1;
/** How far planes turn away from the viewer, radians: less for the input, so that the digit is legible. */
const INPUT_TURN = 0.8;
const GRID_TURN = 1.06;
/** The input tilts downwards, towards the paper below it; radians. */
const INPUT_TILT = 0.12;
/** Gaps between planes as seen from the front. */
const NARROWEST_GAP = 0.3;
const WIDEST_GAP = 1.5;
const OUTPUT_GAP = 0.16;

/**
 * Lays out a perceptron from left to right: the input as an image, hidden layers as grids, the output as a
 * column.
 * @param architecture layer sizes from input to output
 * @param aspect width divided by height of the free area; a wide area gets larger gaps between layers
 */
export function layoutNetwork(architecture: readonly number[], aspect = 1.5): NetworkLayout {
  const last = architecture.length - 1;
  const unplaced = architecture.map((count, index) => {
    if (index === 0) return inputLayer(count);
    return index === last ? columnLayer(count) : gridLayer(count);
  });
  const widths = unplaced.map(widthOnScreen);
  const taken = widths.reduce((sum, width) => sum + width, 0);
  const room = (GRID_HEIGHT * aspect - taken - OUTPUT_GAP) / Math.max(1, last);
  const gap = Math.min(WIDEST_GAP, Math.max(NARROWEST_GAP, room));
  let x = -(taken + OUTPUT_GAP + gap * last) / 2;
  let first = 0;
  const layers = unplaced.map((unplacedLayer, index): LayerLayout => {
    const width = widths[index] ?? 0;
    const layer = { ...unplacedLayer, first, centre: { x: x + width / 2, y: 0, z: 0 } };
    first += layer.count;
    // The outputs are set apart, with space for their labels.
    x += width + gap + (index === last - 1 ? OUTPUT_GAP : 0);
    return layer;
  });
  const positions = new Float32Array(first * 3);
  for (const layer of layers) {
    for (let neuron = 0; neuron < layer.count; neuron++) {
      const { x, y, z } = neuronPosition(layer, neuron);
      positions.set([x, y, z], (layer.first + neuron) * 3);
    }
  }
  return { layers, positions };
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

/** Columns and rows of a grid: complete and upright if `count` allows it, otherwise nearly square. */
function gridShape(count: number): Shape {
  for (let columns = Math.floor(Math.sqrt(count)); columns >= 1; columns--) {
    const rows = count / columns;
    if (rows / columns > TALLEST_GRID) break;
    if (Number.isInteger(rows)) return { columns, rows };
  }
  const columns = Math.floor(Math.sqrt(count));
  return { columns, rows: Math.ceil(count / columns) };
}

type UnplacedLayer = Omit<LayerLayout, 'first' | 'centre'>;

function inputLayer(count: number): UnplacedLayer {
  const columns = Math.ceil(Math.sqrt(count));
  const spacing = PLANE_SIZE / columns;
  return {
    kind: 'pixels',
    count,
    columns,
    rows: Math.ceil(count / columns),
    ...plane(INPUT_TURN, INPUT_TILT),
    spacing,
    radius: spacing * 0.44,
  };
}

function gridLayer(count: number): UnplacedLayer {
  const shape = gridShape(count);
  const spacing = Math.min(WIDEST_SPACING, GRID_HEIGHT / shape.rows, GRID_HEIGHT / shape.columns);
  const radius = (spacing * NEURON_SHARE) / 2;
  return { kind: 'grid', count, ...shape, ...plane(GRID_TURN, 0), spacing, radius };
}

function columnLayer(count: number): UnplacedLayer {
  const spacing = Math.min(WIDEST_OUTPUT_SPACING, GRID_HEIGHT / count);
  const radius = (spacing * NEURON_SHARE) / 2;
  return { kind: 'column', count, columns: 1, rows: count, ...plane(0, 0), spacing, radius };
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

function widthOnScreen({ columns, spacing, radius, right }: UnplacedLayer): number {
  return ((columns - 1) * spacing + 2 * radius) * right.x;
}
