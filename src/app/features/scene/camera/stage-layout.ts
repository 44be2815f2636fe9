import { focalLength, cameraAxes, projector, type CameraPose } from './camera-pose.ts';
import type { Rectangle } from '../../../platform/rectangle.ts';
import { homeMargins, homePose } from './home-pose.ts';
import { largestGrid, type FirstGrid } from '../geometry/first-grid.ts';
import {
  BESIDE_DIRECTION,
  CELL_SHARE,
  GRID_HEIGHT,
  layerCorners,
  layoutBeside,
  layoutNetwork,
  RIM,
  widthOnScreen,
  withInput,
  type Fit,
  type LayerLayout,
  type NetworkLayout,
} from '../geometry/network-layout.ts';
import { addScaled, type Vector } from '../geometry/vector.ts';

/** Aspect ratios are rounded to this step, so that a small change of a panel does not rebuild the layout. */
const ASPECT_STEP = 0.1;
/** How layers make themselves narrower, step by step, when the frame is too narrow for full height. */
const FITS: readonly Omit<Fit, 'gap'>[] = [
  { firstTurn: 0.55, laterTurn: 0.8, tallest: 4.2 },
  { firstTurn: 0.7, laterTurn: 0.9, tallest: 4.2 },
  { firstTurn: 0.85, laterTurn: 1, tallest: 4.2 },
  { firstTurn: 1, laterTurn: 1.1, tallest: 4.2 },
  { firstTurn: 1, laterTurn: 1.1, tallest: 8.4 },
];
/** Where pictures of weights matter most, the first layer turns hardly, and connections get this share of the frame. */
const OPEN_FIT = { firstTurn: 0.3, laterTurn: 0.8, tallest: 4.2 };
const SHARE_OF_GAPS = 0.35;
/** The least share of the frame that the first layer gets then. */
const LEAST_SHARE = 0.16;
/** Gaps between layers, world units: the least that looks like one, and the least of all. */
const LEAST_GAP = 0.14;
const NARROWEST_GAP = 0.1;
const WIDEST_GAP = 16;
/** The frame counts as filled if this much of its height is left, CSS pixels. */
const SPARE_PX = 1;
/** How often approximations are improved: to a thousandth of the scene's unit, and to a hundredth of a pixel. */
const HALVINGS = 14;
const CORRECTIONS = 8;

/**
 * The layout of a network for a stage.
 * @param freeArea the part of the stage that no panel covers
 * @param inputPlace the place that the input has to itself in the whole view; undefined: all layers stand in line
 * @param firstGrid where the input has a place of its own
 */
export function stageLayout(
  architecture: readonly number[],
  freeArea: Rectangle,
  inputPlace?: Rectangle,
  firstGrid: FirstGrid = 'tall',
): NetworkLayout {
  if (!inputPlace) {
    const aspect = Math.round(freeArea.width / freeArea.height / ASPECT_STEP) * ASPECT_STEP;
    return layoutNetwork(architecture, aspect);
  }
  const layout = layoutBeside(architecture, widestFit(architecture, freeArea, firstGrid));
  return withInputAt(layout, homePose(layout, freeArea), freeArea, inputPlace);
}

/** The layers turned as little as possible, with the widest gaps that leave the frame's whole height to them. */
function widestFit(
  architecture: readonly number[],
  freeArea: Rectangle,
  firstGrid: FirstGrid,
): Fit {
  const spare = (fit: Fit): number => spareHeight(layoutBeside(architecture, fit), freeArea);
  const fits =
    firstGrid === 'tall'
      ? FITS
      : [OPEN_FIT, ...FITS].map((fit) => withLargestFirst(architecture, fit, freeArea));
  for (const fit of fits) {
    if (spare({ ...fit, gap: LEAST_GAP }) > SPARE_PX) continue;
    let [low, high] = [LEAST_GAP, WIDEST_GAP];
    for (let halving = 0; halving < HALVINGS; halving++) {
      const gap = (low + high) / 2;
      if (spare({ ...fit, gap }) > SPARE_PX) high = gap;
      else low = gap;
    }
    return { ...fit, gap: low };
  }
  const narrowest = fits.map((fit) => ({ ...fit, gap: NARROWEST_GAP }));
  return narrowest.reduce((best, fit) => (spare(fit) < spare(best) ? fit : best));
}

/** The first layer as large as what the others leave. */
function withLargestFirst(
  architecture: readonly number[],
  fit: Omit<Fit, 'gap'>,
  freeArea: Rectangle,
): Omit<Fit, 'gap'> {
  const [, first = 0, ...later] = architecture;
  // The outputs alone stand as they are.
  if (later.length === 0) return fit;
  const layout = layoutBeside(architecture, { ...fit, gap: 0 });
  const { top, bottom, left, right } = homeMargins(layout, freeArea);
  const unitPx = Math.max(1, freeArea.height - top - bottom) / GRID_HEIGHT;
  const frame = Math.max(1, freeArea.width - left - right) / unitPx;
  const { azimuth } = BESIDE_DIRECTION;
  const taken = layout.layers.slice(2).map((layer) => widthOnScreen(layer, azimuth));
  const shown = frame * (1 - SHARE_OF_GAPS) - taken.reduce((sum, width) => sum + width, 0);
  // At least so much that the grid is one.
  const width = Math.max(shown, frame * LEAST_SHARE) / Math.cos(fit.firstTurn);
  return { ...fit, first: largestGrid(first, { width, height: GRID_HEIGHT }, unitPx) };
}

/** How much of the frame's height the network leaves free, CSS pixels. */
function spareHeight(layout: NetworkLayout, freeArea: Rectangle): number {
  const project = projector(homePose(layout, freeArea), freeArea);
  const ys = (layout.frame ?? []).map((corner) => project(corner).y);
  const { top, bottom } = homeMargins(layout, freeArea);
  return freeArea.height - top - bottom - (Math.max(...ys) - Math.min(...ys));
}

/** The layout with its input where it fills a place on screen, at the right end of it. */
function withInputAt(
  layout: NetworkLayout,
  pose: CameraPose,
  freeArea: Rectangle,
  place: Rectangle,
): NetworkLayout {
  const [input, ...later] = layout.layers;
  if (!input) return layout;
  const project = projector(pose, freeArea);
  const axes = cameraAxes(pose);
  // As near as what is nearest, so that it is as clear.
  const depth = Math.min(...later.flatMap(layerCorners).map((corner) => project(corner).depth));
  const unit = depth / focalLength(freeArea);
  const ahead = addScaled(pose.target, axes.back, pose.distance - depth);
  const at = ({ x, y }: Point): Vector => {
    const across = (x - freeArea.left - freeArea.width / 2) * unit;
    const along = (freeArea.top + freeArea.height / 2 - y) * unit;
    return addScaled(addScaled(ahead, axes.right, across), axes.up, along);
  };
  const [right, middle] = [place.left + place.width, place.top + place.height / 2];
  let aim = { x: right - place.width / 2, y: middle };
  let spacing = (Math.min(place.width, place.height) * unit) / (input.columns + 2 * RIM);
  // A turned plane is neither as wide nor in the middle of where it is seen: corrected by what is seen of it.
  for (let correction = 0; correction < CORRECTIONS; correction++) {
    const seen = boundsOf(frameCorners({ ...input, centre: at(aim), spacing }).map(project));
    spacing *= Math.min(place.width / seen.width, place.height / seen.height);
    aim = { x: aim.x + right - seen.right, y: aim.y + middle - seen.middle };
  }
  return withInput(layout, { centre: at(aim), spacing, radius: spacing * CELL_SHARE });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Bounds {
  readonly right: number;
  /** Halfway between top and bottom. */
  readonly middle: number;
  readonly width: number;
  readonly height: number;
}

function boundsOf(points: readonly Point[]): Bounds {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return { right, middle: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** The corners of the input's frame. */
function frameCorners(input: LayerLayout): Vector[] {
  return layerCorners({ ...input, radius: (0.5 + RIM) * input.spacing });
}
