import type { ScreenPositions } from './picking/screen-positions.ts';

/** Size of the letters that the distances below are meant for, CSS pixels. */
export const BASE_FONT_SIZE = 16;
/** Layers' names are left out where all of them together are narrower, CSS pixels. */
const LEAST_LAYERS_WIDTH = 200;
/** Where names that stand on one line are nearer to each other, they become numbers, CSS pixels. */
const LEAST_NAME_WIDTH = 92;
const LEAST_NAME_HEIGHT = 16;
/** Outputs' names are left out where they are nearer to each other, CSS pixels. */
const LEAST_PITCH = 12;

/** A name beside a layer or an output. */
export interface SceneLabel {
  readonly key: string;
  readonly kind: 'layer' | 'output';
  readonly text: string;
  readonly isAnswer: boolean;
  /** CSS `translate`. */
  readonly translate: string;
}

/** What the labels say, and how. */
export interface LabelOptions {
  /** Of the layers, input to output. */
  readonly sizes: readonly number[];
  /** Of the layers; their sizes by default. */
  readonly layerNames?: readonly string[] | undefined;
  /** Digits by default. */
  readonly outputNames?: readonly string[] | undefined;
  /** The output that has the answer: its name is never left out. */
  readonly predictedOutput?: number | undefined;
  /** Of the page's letters, CSS pixels. */
  readonly fontSize: number;
}

/** Names of layers and outputs where they are on screen; those that would cover each other are shortened or left out. */
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
  // Side by side there is room for numbers, not for words.
  const names = (isNarrow ? undefined : layerNames) ?? sizes.map(String);
  const hasRoomForLayers = extentOf(layers.map(({ x }) => x)) >= LEAST_LAYERS_WIDTH * scale;
  const leastExtent = LEAST_PITCH * scale * outputs.length;
  const hasRoomForOutputs = extentOf(outputs.map(({ y }) => y)) >= leastExtent;
  const layerLabels = layers.map(({ x, y }, index) =>
    labelOf('layer', index, names[index] ?? '', x, y),
  );
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
