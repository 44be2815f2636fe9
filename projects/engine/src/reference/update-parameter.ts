import type { StepConstants } from '../optimizer.ts';

/** A parameter, and what the optimizer and the average remember of it. */
export interface ParameterState {
  readonly value: number;
  readonly first: number;
  readonly second: number;
  readonly average: number;
}

/** An optimizer's step of one parameter as `StepConstants` says, and its moving average. */
export function updateParameter(
  { value, first, second, average }: ParameterState,
  gradient: number,
  constants: StepConstants,
): ParameterState {
  const { beta1, beta2, epsilon, stepSize, rootCorrection, decay, averagingShare } = constants;
  const m = beta1 * first + (1 - beta1) * gradient;
  const v = beta2 * second + (1 - beta2) * gradient * gradient;
  const updated = value * decay - (stepSize * m) / (Math.sqrt(v) * rootCorrection + epsilon);
  return {
    value: updated,
    first: m,
    second: v,
    average: average + averagingShare * (updated - average),
  };
}
