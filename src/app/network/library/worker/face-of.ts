import { IMAGE_SIZE, type NetworkSpec, type NetworkWeights } from '#model';
import type { NetworkFace } from '../shared/library-network.ts';

const TEMPLATES = 16;
const PIXELS = IMAGE_SIZE * IMAGE_SIZE;
/** As many root mean squares are full colour, as in the picture of the network. */
const FULL_AT_RMS = 2.7;
/** Weights below are noise, and stay faint. */
const LEAST_FULL = 0.05;
const FULL = 127;

/**
 * The face of a network: what its strongest neurons of the first layer weigh. How strong one is depends on what goes in
 * and on what comes out: the norm of its weights times the norm of those that lead on from it.
 */
export function faceOf(spec: NetworkSpec, weights: NetworkWeights): NetworkFace | undefined {
  const [first] = spec.layers;
  if (first?.inputs !== PIXELS) return undefined;
  const incoming = weights[0]?.weights ?? new Float32Array();
  const outgoing = weights[1]?.weights;
  const neurons = Array.from({ length: first.outputs }, (_, neuron) => {
    const row = incoming.subarray(neuron * PIXELS, (neuron + 1) * PIXELS);
    const power = sumOfSquares(row);
    return {
      row,
      power,
      strength: power * (outgoing ? leadingOn(outgoing, neuron, first.outputs) : 1),
    };
  });
  // Without a hidden layer there are ten, one for each digit, which stay in their order.
  const chosen = outgoing
    ? neurons.sort((a, b) => b.strength - a.strength).slice(0, TEMPLATES)
    : neurons;
  return { templates: chosen.map(({ row, power }) => template(row, power)) };
}

function template(row: Float32Array, power: number): Int8Array {
  const full = Math.max(FULL_AT_RMS * Math.sqrt(power / PIXELS), LEAST_FULL);
  return Int8Array.from(row, (weight) =>
    Math.round(FULL * Math.min(1, Math.max(-1, weight / full))),
  );
}

function leadingOn(outgoing: Float32Array, neuron: number, neurons: number): number {
  let sum = 0;
  for (let i = neuron; i < outgoing.length; i += neurons) sum += (outgoing[i] ?? 0) ** 2;
  return sum;
}

function sumOfSquares(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
