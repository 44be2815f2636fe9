import type { LayerPass } from './forward.ts';
import type { Activation, LayerSpec, LayerWeights } from './network-spec.ts';

/**
 * One step of the chain rule, from a layer's activations to its pre-activations.
 * @param slopes how much something grows with each activation, `[out]`
 * @returns how much it grows with each pre-activation, `[out]`
 */
export function slopesThroughActivation(
  slopes: Float64Array,
  { activation }: Pick<LayerSpec, 'activation'>,
  { preActivations }: Pick<LayerPass, 'preActivations'>,
): Float64Array<ArrayBuffer> {
  return slopes.map((slope, out) => (passesOn(activation, preActivations[out] ?? 0) ? slope : 0));
}

/**
 * One step of the chain rule, from a layer's pre-activations to what went into it.
 * @param slopes how much something grows with each pre-activation, `[out]`
 * @returns how much it grows with each input, `[in]`
 */
export function slopesThroughWeights(
  slopes: Float64Array,
  { inputs }: Pick<LayerSpec, 'inputs'>,
  { weights }: Pick<LayerWeights, 'weights'>,
): Float64Array<ArrayBuffer> {
  const earlier = new Float64Array(inputs);
  for (let out = 0; out < slopes.length; out++) {
    const slope = slopes[out] ?? 0;
    if (slope === 0) continue;
    const start = out * inputs;
    for (let i = 0; i < inputs; i++) {
      earlier[i] = (earlier[i] ?? 0) + slope * (weights[start + i] ?? 0);
    }
  }
  return earlier;
}

/**
 * Whether a neuron passes a small change of its pre-activation on. A ReLU at exactly 0 counts as at rest: it carries
 * nothing, and the slope on its other side belongs to another drawing.
 */
function passesOn(activation: Activation, preActivation: number): boolean {
  switch (activation) {
    case 'relu':
      return preActivation > 0;
    case 'linear':
      return true;
    default:
      return activation satisfies never;
  }
}
