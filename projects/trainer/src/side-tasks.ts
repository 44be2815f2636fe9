import { Classifier, type ImageRange } from '#engine';
import { drawnDigits, outlierImages } from '#drawings';
import {
  NO_DIGIT,
  Random,
  type LabelledImages,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';

/** What threads beside a run work with; the arrays are shared, not copied, where their memory is. */
export interface SideData {
  readonly spec: NetworkSpec;
  /** What checkpoints are measured on. */
  readonly evaluationSet: LabelledImages;
  /** Some drawings that are no digits are made of these. */
  readonly trainingSet: LabelledImages;
}

/** Work that a run hands out while it learns. */
export type SideTask =
  | { readonly kind: 'drawings' | 'outliers'; readonly range: ImageRange }
  | { readonly kind: 'evaluation'; readonly weights: NetworkWeights };

/** What comes back: images, or the share of the evaluation set that was classified right. */
export type SideResult<Task extends SideTask> = Task extends { kind: 'evaluation' }
  ? number
  : LabelledImages;

/** Does such work, whatever thread calls it. */
export async function sideWorker({
  spec,
  evaluationSet,
  trainingSet,
}: SideData): Promise<(task: SideTask) => number | LabelledImages> {
  const classifier = await Classifier.create(spec);
  return (task) => {
    switch (task.kind) {
      case 'drawings':
        return drawnDigits(task.range.to - task.range.from, randomOf(task.range));
      case 'outliers': {
        const count = task.range.to - task.range.from;
        const pixels = outlierImages(count, trainingSet, randomOf(task.range));
        return { pixels, labels: new Uint8Array(count).fill(NO_DIGIT) };
      }
      case 'evaluation':
        return classifier.accuracy(task.weights, evaluationSet);
      default:
        return task satisfies never;
    }
  };
}

function randomOf({ seed, from }: ImageRange): Random {
  return Random.fromSeed((seed + Math.imul(from + 1, 0x9e3779b1)) >>> 0);
}
