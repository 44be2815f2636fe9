import { atOnce, learnImage, type Classifier } from '#engine';
import type { NetworkSpec, NetworkWeights } from '#model';
import type { LiveSettings, LabSettings } from '../shared/lab-settings.ts';
import { differenceOf, type StepBatch, type StepStory } from '../shared/step-story.ts';
import { evaluationSteps } from './evaluation.ts';
import type { RunDigits } from './run-digits.ts';

/** As many digits of a batch are shown as the usual batch has. */
export const MOST_SHOWN = 64;
const PIXELS = 784;

/** A step that was taken. */
export interface TakenStep {
  readonly imagesSeen: number;
  /** Positions among the training digits. */
  readonly batch: Uint32Array;
  readonly before: NetworkWeights;
  readonly after: NetworkWeights;
}

/** Tells a step in its four acts, worked out by the textbook. */
export function describeStep(
  spec: NetworkSpec,
  classifier: Classifier,
  digits: RunDigits,
  settings: LiveSettings & Pick<LabSettings, 'optimizer'>,
  { imagesSeen, batch: positions, before, after }: TakenStep,
): StepStory {
  const batch = shownBatch(classifier, digits, before, positions);
  const told = Math.max(
    0,
    batch.answers.findIndex((answer, index) => answer !== batch.labels[index]),
  );
  const image = batch.images.subarray(told * PIXELS, (told + 1) * PIXELS);
  const label = batch.labels[told] ?? 0;
  const { inputs, deltas } = learnImage(spec, before, image, label, { batchSize: 1 });
  const pushes = deltas.map((delta) => Float32Array.from(delta, (value) => -value));
  // What pushes an output is 1 or 0 minus its probability.
  const probabilities = Float32Array.from(
    pushes.at(-1) ?? [],
    (push, output) => Number(output === label) - push,
  );
  return {
    ...{ imagesSeen, batch, told, pushes, probabilities },
    inputs: inputs.map((values) => Float32Array.from(values)),
    change: differenceOf(after, before),
    ...{ rate: settings.rate, weightDecay: settings.weightDecay },
    isPlain: settings.optimizer === 'sgd',
  };
}

function shownBatch(
  classifier: Classifier,
  { training, isWrong }: RunDigits,
  before: NetworkWeights,
  positions: Uint32Array,
): StepBatch {
  const shown = positions.slice(0, MOST_SHOWN);
  const images = new Uint8Array(shown.length * PIXELS);
  shown.forEach((position, index) => {
    images.set(
      training.pixels.subarray(position * PIXELS, (position + 1) * PIXELS),
      index * PIXELS,
    );
  });
  const labels = Uint8Array.from(shown, (position) => training.labels[position] ?? 0);
  const { answers } = atOnce(evaluationSteps(classifier, before, { pixels: images, labels }));
  return {
    size: positions.length,
    ...{ images, labels, answers },
    isWrong: Uint8Array.from(shown, (position) => isWrong[position] ?? 0),
  };
}
