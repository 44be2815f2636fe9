import { type NetworkSpec, type NetworkWeights, type NeuronId, type PixelTrace } from '#model';
import { READING_LOOK } from './scene-look.ts';
import { mostReached, type Reached } from './most-reached.ts';

/**
 * What the picture shows about a neuron or pixel that someone points at: on the input plane, the weights of a
 * first-layer neuron, which the GPU has already, or the map of a later one; in the first layer, the neurons that a
 * pixel changes most.
 */
export type Lens =
  | { readonly kind: 'template'; readonly neuron: number }
  /** A value per pixel; those from 1 (for) or -1 (against) on are shown in full colour. */
  | { readonly kind: 'map'; readonly cells: Float32Array }
  | { readonly kind: 'pixel'; readonly reached: readonly Reached[] };

/** What a lens is worked out from. */
export interface LensSubject {
  readonly network: NetworkSpec | undefined;
  readonly weights: NetworkWeights | undefined;
  /** Ink 0..1, `[in]`; undefined when nothing is drawn, and every pixel counts as 1, as for the connections. */
  readonly image: Float32Array | undefined;
  /** Traces a neuron back to the pixels; undefined if that is not wanted now. */
  readonly traceOf: ((id: NeuronId) => PixelTrace | undefined) | undefined;
}

/** The lens of a neuron or pixel; undefined without one, or if the input is no square image. */
export function lensOf(
  id: NeuronId | undefined,
  { network, weights, image, traceOf }: LensSubject,
): Lens | undefined {
  const [first] = weights ?? [];
  if (!id || !network || !first || !isImage(network)) return undefined;
  const { neuron, layer } = id;
  if (layer === 1) return { kind: 'template', neuron };
  if (layer > 1) {
    const trace = traceOf?.(id);
    return trace && { kind: 'map', cells: partsOfFull(trace.slopes) };
  }
  const isSending = !image || (image[neuron] ?? 0) > 0;
  return { kind: 'pixel', reached: isSending ? mostReached(first, neuron) : [] };
}

/** Whether both look the same; a map looks the same only as itself. */
export function isSameLens(a: Lens | undefined, b: Lens | undefined): boolean {
  if (a?.kind === 'template' && b?.kind === 'template') return a.neuron === b.neuron;
  return a === b;
}

/** Whether a network takes a square image, on which weights can be shown. */
export function isImage({ layers }: NetworkSpec): boolean {
  return Number.isInteger(Math.sqrt(layers[0]?.inputs ?? NaN));
}

/** Slopes relative to the one that is shown in full colour, as on a tile: a multiple of their root mean square. */
function partsOfFull(slopes: Float64Array): Float32Array {
  const squares = slopes.reduce((sum, slope) => sum + slope ** 2, 0);
  const full = READING_LOOK.full.times * Math.sqrt(squares / Math.max(1, slopes.length));
  return Float32Array.from(slopes, (slope) => (full > 0 ? slope / full : 0));
}
