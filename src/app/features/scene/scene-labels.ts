import type { ScreenPositions } from './picking/screen-positions.ts';

/** The font size that the distances below are given for, CSS pixels. */
export const BASE_FONT_SIZE = 16;
/** Layer names are omitted if the layers span less than this, CSS pixels. */
const LEAST_LAYERS_WIDTH = 200;
/** Layer names on the same line that are closer together than this become numbers, CSS pixels. */
const LEAST_NAME_WIDTH = 92;
const LEAST_NAME_HEIGHT = 16;
/** Output names are omitted if the outputs are closer together than this, CSS pixels. */
const LEAST_PITCH = 12;

/** A name beside a layer or an output. */
export interface SceneLabel {
  readonly key: string;
  readonly kind: 'layer' | 'output';
  readonly text: string;
  readonly isAnswer: boolean;
  /** Value of the CSS property `translate`. */
  readonly translate: string;
}

/** Texts of the labels, and what their layout depends on. */
export interface LabelOptions {
  /** Sizes of the layers from input to output. */
  readonly sizes: readonly number[];
  /** Names of the layers; their sizes by default, none if empty. */
  readonly layerNames?: readonly string[] | undefined;
  /** Names of the outputs; digits by default. */
  readonly outputNames?: readonly string[] | undefined;
  /** The output with the predicted digit; its name is never omitted. */
  readonly predictedOutput?: number | undefined;
  /** Font size of the page, CSS pixels. */
  readonly fontSize: number;
}

/** Labels for layers and outputs at their screen positions; those that would overlap are shortened or omitted. */
export function sceneLabels(
  { layers, outputs }: ScreenPositions,
  { sizes, layerNames, outputNames, predictedOutput, fontSize }: LabelOptions,
): SceneLabel[] {
  const scale = fontSize / BASE_FONT_SIZE;
  const isNarrow = layers.some(({ x, y }, index) => {
    const before = layers[index - 1];
    const isSameLine = before && Math.abs(y - before.y) < LEAST_NAME_HEIGHT * scale;
    return isSameLine && x - before.x < LEAST_NAME_WIDTH * scale;
  });
  // Side by side there is room for numbers but not for words. A layer with an empty name has none on the picture.
  const names = sizes.map((size, index) => {
    const name = layerNames?.[index] ?? String(size);
    return isNarrow && name !== '' ? String(size) : name;
  });
  const hasRoomForLayers = extentOf(layers.map(({ x }) => x)) >= LEAST_LAYERS_WIDTH * scale;
  const leastExtent = LEAST_PITCH * scale * outputs.length;
  const hasRoomForOutputs = extentOf(outputs.map(({ y }) => y)) >= leastExtent;
  const layerLabels = layers
    .map(({ x, y }, index) => labelOf('layer', index, names[index] ?? '', x, y))
    .filter(({ text }) => text !== '');
  const outputLabels = outputs.map(({ x, y, radius }, index) => ({
    ...labelOf('output', index, outputNames?.[index] ?? String(index), x + radius, y),
    isAnswer: index === predictedOutput,
  }));
  return [
    ...(hasRoomForLayers ? layerLabels : []),
    ...outputLabels.filter(({ isAnswer }) => hasRoomForOutputs || isAnswer),
  ];
}

function labelOf(
  kind: SceneLabel['kind'],
  index: number,
  text: string,
  x: number,
  y: number,
): SceneLabel {
  const translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
  return { key: `${kind} ${index}`, kind, text, isAnswer: false, translate };
}

function extentOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
