import type { Activation, Normalization } from '#model';

/** Number formats for a formula. */
export interface FormulaFigures {
  readonly decimal: (number: number) => string;
  readonly count: (number: number) => string;
}

/**
 * A neuron's arithmetic in one line: the sum of its sources, the constant, and the result of the activation,
 * such as `ReLU(2.31 + 0.14) = 2.45`.
 * @param sum the values as printed, so that they add up
 */
export function neuronFormula(
  { sources, constant, total }: Readonly<Record<'sources' | 'constant' | 'total', number>>,
  activation: Activation,
  { decimal }: FormulaFigures,
): string {
  const operator = constant < 0 ? '\u2212' : '+';
  const terms = `${decimal(sources)} ${operator} ${decimal(Math.abs(constant))}`;
  switch (activation) {
    case 'relu':
      return `ReLU(${terms}) = ${decimal(Math.max(0, total))}`;
    case 'linear':
      return `${terms} = ${decimal(total)}`;
    default:
      return activation satisfies never;
  }
}

/** How a pixel becomes an input of the network, such as `(0.85 − 0.131) / 0.308 = 2.33`. */
export function pixelFormula(
  intensity: number,
  { mean, std }: Normalization,
  { decimal, count }: FormulaFigures,
): string {
  const input = (intensity - mean) / std;
  return `(${decimal(intensity)} \u2212 ${count(mean)}) / ${count(std)} = ${decimal(input)}`;
}
