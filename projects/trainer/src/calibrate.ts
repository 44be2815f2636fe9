import { certaintyOf, softmax, type AnswerCalibration } from '#model';

const COLDEST = 0.2;
const HOTTEST = 5;
const SEARCH_STEPS = 40;
/** Ratio of the golden section. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * What makes a network's answers honest on digits that it has not learned from: the temperature with the
 * least cross-entropy (Guo et al. 2017), and the certainty that all but a share of these digits reach.
 * @param logits `[image][classes]`
 * @param labels `[image]`
 * @param refusedShare share of real digits that may be called no digit, 0..1
 */
export function calibrate(
  logits: Float32Array,
  labels: Uint8Array,
  refusedShare: number,
): AnswerCalibration {
  const classes = logits.length / labels.length;
  const rows = Array.from(labels, (_, image) =>
    logits.subarray(image * classes, (image + 1) * classes),
  );
  const crossEntropy = (logTemperature: number): number =>
    rows.reduce((sum, row, image) => {
      const probability = softmax(row, Math.exp(logTemperature))[labels[image] ?? 0] ?? 0;
      return sum - Math.log(Math.max(probability, Number.MIN_VALUE));
    }, 0);
  const certainties = rows.map(certaintyOf).sort((a, b) => a - b);
  return {
    temperature: Math.exp(lowest(crossEntropy, Math.log(COLDEST), Math.log(HOTTEST))),
    leastCertainty: certainties[Math.floor(refusedShare * certainties.length)] ?? 0,
  };
}

/** Where a function with one valley between `low` and `high` is lowest (golden-section search). */
function lowest(of: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const width = (b - a) * GOLDEN;
    if (of(b - width) < of(a + width)) b = a + width;
    else a = b - width;
  }
  return (a + b) / 2;
}
