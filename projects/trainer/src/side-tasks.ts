import { drawnDigits, outlierImages, rareDigits, shapeDigits } from '#drawings';
import { Classifier, type AuxiliaryName } from '#engine';
import type { ImageRange, LabelledImages, NetworkSpec, NetworkWeights } from '#model';

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
  | { readonly kind: AuxiliaryName; readonly range: ImageRange }
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
      case 'drawn':
        return drawnDigits(task.range);
      case 'rare':
        return rareDigits(task.range);
      case 'shapes':
        return shapeDigits(task.range);
      case 'outliers':
        return outlierImages({ ...task.range, digits: trainingSet });
      case 'evaluation':
        return classifier.accuracy(task.weights, evaluationSet);
      default:
        return task satisfies never;
    }
  };
}
