import type { LayerName } from '../../i18n/neuron-names.ts';
import type { Rectangle } from '../../platform/rectangle.ts';
import type { ScreenPositions } from './picking/screen-positions.ts';

/** The font size that the distances below are given for, CSS pixels. */
export const BASE_FONT_SIZE = 16;
/** Layer names are omitted if the layers span less than this, CSS pixels. */
const LEAST_LAYERS_WIDTH = 200;
/** Height of a name, width of its letters on average, and the least distance between two names; CSS pixels. */
const NAME_HEIGHT = 16;
const LETTER_WIDTH = 7;
const NAME_GAP = 12;
/** How far below its layer a name begins, CSS pixels; so in network-scene.css. */
const NAME_DROP = 10;
/** Output names are omitted if the outputs are closer together than this, CSS pixels. */
const LEAST_PITCH = 12;

/** A name beside a layer or an output. */
export interface SceneLabel {
  readonly key: string;
  readonly kind: 'layer' | 'output';
  /** Of the layer, from 0, the input; or of the output. */
  readonly index: number;
  readonly text: string;
  readonly isAnswer: boolean;
  /** Value of the CSS property `translate`. */
  readonly translate: string;
  /** Where it stands if it is a layer's, CSS pixels. */
  readonly box?: Rectangle;
}

/** Texts of the labels, and what their layout depends on. */
export interface LabelOptions {
  /** Sizes of the layers from input to output. */
  readonly sizes: readonly number[];
  /** Names of the layers; their sizes by default, none if empty. */
  readonly layerNames?: readonly LayerName[] | undefined;
  /** Names of the outputs; digits by default. */
  readonly outputNames?: readonly string[] | undefined;
  /** The output with the predicted digit; its name is never omitted. */
  readonly predictedOutput?: number | undefined;
  /** The only layer that is looked at, if it is one. */
  readonly shownLayer?: number | undefined;
  /** The part of the picture that no panel covers; all of it by default. */
  readonly freeArea?: Pick<Rectangle, 'left' | 'width'> | undefined;
  /** Font size of the page, CSS pixels. */
  readonly fontSize: number;
}

/** Labels for layers and outputs at their screen positions; those that would overlap are shortened or omitted. */
export function sceneLabels(
  { layers, outputs }: ScreenPositions,
  { sizes, layerNames, outputNames, predictedOutput, shownLayer, freeArea, fontSize }: LabelOptions,
): SceneLabel[] {
  const scale = fontSize / BASE_FONT_SIZE;
  const hasRoom = (texts: readonly string[] | undefined): boolean =>
    texts !== undefined &&
    layers.every(({ x, y }, index) => {
      const half = halfWidth(texts[index], scale);
      if (freeArea && half > 0 && x - half < freeArea.left) return false;
      if (freeArea && half > 0 && x + half > freeArea.left + freeArea.width) return false;
      const before = layers[index - 1];
      if (!before || Math.abs(y - before.y) >= NAME_HEIGHT * scale) return true;
      return x - before.x >= half + halfWidth(texts[index - 1], scale) + NAME_GAP * scale;
    });
  // Side by side there may be room for a word but not for all of it, or only for numbers.
  const choices = [layerNames?.map(({ full }) => full), layerNames?.map(({ short }) => short)];
  const texts =
    (shownLayer === undefined ? choices.find(hasRoom) : choices[0]) ?? sizes.map(String);
  // A layer with an empty name has none on the picture.
  const names = texts.map((text, layer) => (layerNames?.[layer]?.full === '' ? '' : text));
  const hasRoomForLayers = extentOf(layers.map(({ x }) => x)) >= LEAST_LAYERS_WIDTH * scale;
  const leastExtent = LEAST_PITCH * scale * outputs.length;
  const hasRoomForOutputs = extentOf(outputs.map(({ y }) => y)) >= leastExtent;
  const layerLabels = layers.map(({ x, y }, index) => {
    const half = halfWidth(names[index], scale);
    const box = {
      left: x - half,
      top: y + NAME_DROP,
      width: 2 * half,
      height: NAME_HEIGHT * scale,
    };
    return { ...labelOf('layer', index, names[index] ?? '', x, y), box };
  });
  const outputLabels = outputs.map(({ x, y, radius }, index) => ({
    ...labelOf('output', index, outputNames?.[index] ?? String(index), x + radius, y),
    isAnswer: index === predictedOutput,
  }));
  const isShown = (layer: number): boolean => shownLayer === undefined || layer === shownLayer;
  return [
    ...layerLabels.filter(
      ({ text }, layer) =>
        text !== '' && (shownLayer === undefined ? hasRoomForLayers : isShown(layer)),
    ),
    ...outputLabels.filter(
      ({ isAnswer }) => isShown(layers.length - 1) && (hasRoomForOutputs || isAnswer),
    ),
  ];
}

function halfWidth(text: string | undefined, scale: number): number {
  return ((text?.length ?? 0) * LETTER_WIDTH * scale) / 2;
}

function labelOf(
  kind: SceneLabel['kind'],
  index: number,
  text: string,
  x: number,
  y: number,
): SceneLabel {
  const translate = `${x.toFixed(1)}px ${y.toFixed(1)}px`;
  return { key: `${kind} ${index}`, kind, index, text, isAnswer: false, translate };
}

function extentOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
