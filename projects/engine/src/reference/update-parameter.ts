import type { StepConstants } from '../optimizer.ts';

/** A parameter and what Adam and the average remember of it. */
export interface ParameterState {
  readonly value: number;
  readonly first: number;
  readonly second: number;
  readonly average: number;
}

/**
 * Gradient of a weight: the sum over the batch of what it takes times what comes back. A bias takes 1.
 * @param inputs `[image]`
 * @param deltas `[image]`
 */
export function gradientOf(inputs: readonly number[], deltas: readonly number[]): number {
  return inputs.reduce((sum, input, image) => sum + input * (deltas[image] ?? 0), 0);
}

/** Adam's step of one parameter (Kingma & Ba 2015), and its moving average. */
export function updateParameter(
  { value, first, second, average }: ParameterState,
  gradient: number,
  constants: StepConstants,
): ParameterState {
  const { beta1, beta2, epsilon, stepSize, rootCorrection, averagingShare } = constants;
  const m = beta1 * first + (1 - beta1) * gradient;
  const v = beta2 * second + (1 - beta2) * gradient * gradient;
  const updated = value - (stepSize * m) / (Math.sqrt(v) * rootCorrection + epsilon);
  return {
    value: updated,
    first: m,
    second: v,
    average: average + averagingShare * (updated - average),
  };
}
