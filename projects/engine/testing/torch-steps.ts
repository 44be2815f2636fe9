import { perceptronSpec } from '#model';
import type { BackendFactory, LearningSetup } from '../src/learning-backend.ts';
import type { Optimizer } from '../src/optimizer.ts';
import { batchGradient } from '../src/reference/batch-gradient.ts';
import { initialWeights } from '../src/run/initial-weights.ts';
import { differenceOf } from './difference.ts';
import { generatedImages } from './generated-images.ts';

/** Each kind of optimizer, with and without weight decay. */
export const OPTIMIZERS: readonly Optimizer[] = [
  { kind: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-6 },
  { kind: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-6, weightDecay: 0.5 },
  { kind: 'sgd' },
  { kind: 'sgd', weightDecay: 0.5 },
  { kind: 'momentum', momentum: 0.9 },
  { kind: 'momentum', momentum: 0.9, weightDecay: 0.5 },
];

/** What people call an optimizer of `OPTIMIZERS`. */
export function optimizerName({ kind, weightDecay }: Optimizer): string {
  return `${kind} ${weightDecay === undefined ? 'without' : 'with'} weight decay`;
}

/** Learning rates of the steps: they change, as in a schedule. */
const RATES = [0.1, 0.1, 0.05, 0.08, 0.02, 0.02, 0.01, 0.01];
const ADAM_RATES = RATES.map((rate) => rate / 10);
const BATCH = 24;

/**
 * Takes some steps and gives the largest difference to weights and biases that PyTorch's formulas lead to,
 * as a share of a layer's largest.
 */
export async function differenceFromTorch(
  factory: BackendFactory,
  optimizer: Optimizer,
): Promise<number> {
  const spec = perceptronSpec([33, 20, 7, 5]);
  const setup: LearningSetup = {
    spec,
    initialWeights: initialWeights(spec, 11),
    trainingSet: generatedImages(100, { inputs: 33, classes: 5 }),
    maxBatchSize: BATCH,
    optimizer,
  };
  const batches = (optimizer.kind === 'adam' ? ADAM_RATES : RATES).map((rate, step) => ({
    rate,
    indices: Uint32Array.from({ length: BATCH }, (_, image) => (image * 7 + step * 31) % 100),
  }));
  const backend = await factory(setup);
  try {
    for (const { indices, rate } of batches) backend.step(indices, rate);
    const found = await backend.weights();
    const expected = learnAsTorch(setup, batches);
    const differences = expected.flatMap(({ weights, biases }, layer) => [
      differenceOf(found[layer]?.weights ?? [], weights),
      differenceOf(found[layer]?.biases ?? [], biases),
    ]);
    return Math.max(...differences);
  } finally {
    await backend.close();
  }
}

/** A tensor of PyTorch's, and its optimizer's state. */
interface Tensor {
  readonly data: Float64Array;
  readonly state: TensorState;
  readonly isWeight: boolean;
}

/** `exp_avg` or `momentum_buffer`, and `exp_avg_sq`. */
interface TensorState {
  readonly average: Float64Array;
  readonly squares: Float64Array;
}

function learnAsTorch(
  setup: LearningSetup,
  batches: readonly { readonly rate: number; readonly indices: Uint32Array }[],
): { weights: Float64Array; biases: Float64Array }[] {
  const tensor = (values: Float32Array, isWeight: boolean): Tensor => ({
    data: Float64Array.from(values),
    state: { average: new Float64Array(values.length), squares: new Float64Array(values.length) },
    isWeight,
  });
  const layers = setup.initialWeights.map(({ weights, biases }) => ({
    weights: tensor(weights, true),
    biases: tensor(biases, false),
  }));
  const values = () =>
    layers.map(({ weights, biases }) => ({ weights: weights.data, biases: biases.data }));
  batches.forEach(({ rate, indices }, step) => {
    const { gradients } = batchGradient(setup, values(), indices);
    gradients.forEach((gradient, index) => {
      const layer = layers[index];
      if (!layer) throw new Error('expected a gradient a layer');
      torchStep(layer.weights, gradient.weights, setup.optimizer, rate, step + 1);
      torchStep(layer.biases, gradient.biases, setup.optimizer, rate, step + 1);
    });
  });
  return values();
}

/**
 * A step as the documentation of `torch.optim.AdamW` and `torch.optim.SGD` writes it down, in float64, the
 * latter's decay replaced by the former's.
 */
function torchStep(
  { data, state, isWeight }: Tensor,
  gradient: Float64Array,
  optimizer: Optimizer,
  lr: number,
  t: number,
): void {
  const { average, squares } = state;
  const lambda = isWeight ? (optimizer.weightDecay ?? 0) : 0;
  gradient.forEach((g, i) => {
    let theta = data[i] ?? NaN;
    theta -= lr * lambda * theta;
    const buffer = average[i] ?? NaN;
    if (optimizer.kind === 'adam') {
      const m = optimizer.beta1 * buffer + (1 - optimizer.beta1) * g;
      const v = optimizer.beta2 * (squares[i] ?? NaN) + (1 - optimizer.beta2) * g ** 2;
      const corrected = m / (1 - optimizer.beta1 ** t);
      const root = Math.sqrt(v / (1 - optimizer.beta2 ** t));
      theta -= (lr * corrected) / (root + optimizer.epsilon);
      average[i] = m;
      squares[i] = v;
    } else {
      const mu = optimizer.kind === 'momentum' ? optimizer.momentum : 0;
      // The first buffer is the gradient itself.
      const b = t === 1 ? g : mu * buffer + g;
      theta -= lr * b;
      average[i] = b;
    }
    data[i] = theta;
  });
}
