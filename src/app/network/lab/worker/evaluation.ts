import type { Classifier, Steps } from '#engine';
import type { LabelledImages, NetworkWeights } from '#model';
import type { TestAnswers } from '../shared/test-answers.ts';

const CLASSES = 10;
const FULL = 255;

/** How a network reads labelled digits. */
export interface Evaluation extends TestAnswers {
  /** Share read right, 0..1. */
  readonly accuracy: number;
  /** Mean cross-entropy, nats; not finite if the weights are not. */
  readonly loss: number;
  /** Of each hidden layer, how many neurons none of the digits raised above zero. */
  readonly silent: readonly number[];
}

/**
 * Reads digits, some hundreds a step.
 * @param images ink 0..255, `[digit][28][28]`
 */
export function* evaluationSteps(
  classifier: Classifier,
  weights: NetworkWeights,
  { pixels, labels }: LabelledImages,
): Steps<Evaluation> {
  const raised = weights.slice(0, -1).map(({ biases }) => new Uint8Array(biases.length));
  const logits = yield* classifier.logitSteps(weights, pixels, raised);
  const answers = new Uint8Array(labels.length);
  const certainties = new Uint8Array(labels.length);
  let [right, loss] = [0, 0];
  // Plain loops: with views and callbacks a digit takes longer here than in the network.
  for (let digit = 0; digit < labels.length; digit++) {
    const first = digit * CLASSES;
    let answer = 0;
    let largest = logits[first] ?? NaN;
    for (let c = 1; c < CLASSES; c++) {
      const logit = logits[first + c] ?? NaN;
      if (logit > largest) [answer, largest] = [c, logit];
    }
    let total = 0;
    for (let c = 0; c < CLASSES; c++) total += Math.exp((logits[first + c] ?? NaN) - largest);
    const label = labels[digit] ?? 0;
    answers[digit] = answer;
    certainties[digit] = Math.round(FULL / total);
    loss += Math.log(total) + largest - (logits[first + label] ?? NaN);
    if (answer === label) right += 1;
  }
  const count = labels.length;
  const silent = raised.map((marks) => marks.filter((mark) => mark === 0).length);
  return { answers, certainties, accuracy: right / count, loss: loss / count, silent };
}

/** All digits but the first so many. */
export function restOf({ pixels, labels }: LabelledImages, count: number): LabelledImages {
  const size = pixels.length / labels.length;
  return { pixels: pixels.subarray(count * size), labels: labels.subarray(count) };
}

/** The first so many digits. */
export function firstOf({ pixels, labels }: LabelledImages, count: number): LabelledImages {
  const size = pixels.length / labels.length;
  return { pixels: pixels.subarray(0, count * size), labels: labels.subarray(0, count) };
}
