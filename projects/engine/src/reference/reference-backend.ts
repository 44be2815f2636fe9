import type { LabelledImages, NetworkWeights } from '#model';
import { at } from '../at.ts';
import {
  checkAddedImages,
  checkBatch,
  checkContinuing,
  checkSetup,
  checkWeights,
  type BackendFactory,
  type LearnedState,
  type LearningBackend,
  type LearningSetup,
} from '../learning-backend.ts';
import { StepCounter, type StepConstants } from '../optimizer.ts';
import { batchGradient } from './batch-gradient.ts';
import { updateParameter, type ParameterState } from './update-parameter.ts';

/** A layer's parameters: weights `[out][in]`, biases `[out]`. */
interface LayerState {
  readonly weights: readonly ParameterState[];
  readonly biases: readonly ParameterState[];
}

/**
 * The textbook in float64, one image and one sum at a time: the yardstick for the quick ones.
 * @throws RangeError when the setup does not fit together, or asks for augmentation
 */
export const referenceBackend: BackendFactory = (setup) => {
  checkSetup(setup);
  checkWeights(setup.spec, setup.initialWeights);
  if (setup.augmentation) {
    throw new RangeError('reference: expected no augmentation, found one');
  }
  return Promise.resolve(new ReferenceBackend(setup));
};

/** See `referenceBackend`. */
export class ReferenceBackend implements LearningBackend {
  readonly name = 'reference';
  private readonly setup: LearningSetup;
  /** The training set with room behind it. */
  private readonly images: LabelledImages;
  private readonly counter: StepCounter;
  private layers: readonly LayerState[];
  private lossSum: number;

  constructor(setup: LearningSetup) {
    this.setup = setup;
    this.images = withRoom(setup);
    const { from } = setup;
    this.counter = new StepCounter(setup.optimizer, setup.averaging, from?.steps);
    this.lossSum = from?.loss ?? 0;
    const started = (layer: number, part: keyof LayerState): ParameterState[] =>
      Array.from(at(from?.weights ?? setup.initialWeights, layer)[part], (value, index) => ({
        ...{ value, average: value },
        first: from?.firstMoments[layer]?.[part][index] ?? 0,
        second: from?.secondMoments[layer]?.[part][index] ?? 0,
      }));
    this.layers = setup.spec.layers.map((_, layer) => ({
      weights: started(layer, 'weights'),
      biases: started(layer, 'biases'),
    }));
  }

  step(indices: Uint32Array, learningRate: number, weightDecay?: number): void {
    checkBatch(this.setup, indices);
    const parameters = this.layers.map(({ weights, biases }) => ({
      weights: weights.map(({ value }) => value),
      biases: biases.map(({ value }) => value),
    }));
    const setup = { ...this.setup, trainingSet: this.images };
    const { loss, gradients } = batchGradient(setup, parameters, indices);
    this.lossSum += loss;
    const constants = this.counter.next(learningRate, weightDecay);
    this.layers = this.layers.map(({ weights, biases }, index) => {
      const gradient = at(gradients, index);
      return {
        weights: updated(weights, gradient.weights, constants),
        biases: updated(biases, gradient.biases, { ...constants, decay: 1 }),
      };
    });
  }

  addImages(first: number, images: LabelledImages): void {
    checkAddedImages(this.setup, first, images);
    const { inputs } = at(this.setup.spec.layers, 0);
    this.images.pixels.set(images.pixels, first * inputs);
    this.images.labels.set(images.labels, first);
  }

  loss(): Promise<number> {
    return Promise.resolve(this.lossSum);
  }

  takeLoss(): Promise<number> {
    const sum = this.lossSum;
    this.lossSum = 0;
    return Promise.resolve(sum);
  }

  weights(): Promise<NetworkWeights> {
    return Promise.resolve(this.floats((this.setup.averaging ?? 0) > 0 ? 'average' : 'value'));
  }

  state(): Promise<LearnedState> {
    checkContinuing(this.setup);
    return Promise.resolve({
      weights: this.floats('value'),
      ...{ firstMoments: this.floats('first'), secondMoments: this.floats('second') },
      ...{ steps: this.counter.taken, loss: this.lossSum },
    });
  }

  private floats(part: keyof ParameterState): NetworkWeights {
    const floats = (states: readonly ParameterState[]): Float32Array =>
      Float32Array.from(states, (state) => state[part]);
    return this.layers.map(({ weights, biases }) => ({
      weights: floats(weights),
      biases: floats(biases),
    }));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function updated(
  states: readonly ParameterState[],
  gradient: Float64Array,
  constants: StepConstants,
): ParameterState[] {
  return states.map((state, index) => updateParameter(state, at(gradient, index), constants));
}

function withRoom({ spec, trainingSet, spareImages = 0 }: LearningSetup): LabelledImages {
  const count = trainingSet.labels.length + spareImages;
  const pixels = new Uint8Array(count * at(spec.layers, 0).inputs);
  const labels = new Uint8Array(count);
  pixels.set(trainingSet.pixels);
  labels.set(trainingSet.labels);
  return { pixels, labels };
}
