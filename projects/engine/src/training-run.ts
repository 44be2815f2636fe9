import type { Milestone, NetworkWeights } from '#model';
import type { LabelledImages, BackendFactory } from './learning-backend.ts';
import type { Recipe } from './recipe.ts';

/** The weights at a milestone and what was measured there. */
export interface RunCheckpoint {
  readonly kind: 'checkpoint';
  readonly milestone: Milestone;
  /** Exactly the milestone's target. */
  readonly imagesSeen: number;
  readonly batchesSeen: number;
  readonly weights: NetworkWeights;
  /** Mean cross-entropy over the images of the current pass so far; none before the first image. */
  readonly averageTrainingLoss?: number;
  /** Share of the evaluation set classified right, 0..1, with the weights rounded to float16. */
  readonly accuracy?: number;
}

/** How far the run is, a few times a second. */
export interface RunProgress {
  readonly kind: 'progress';
  readonly imagesSeen: number;
  readonly totalImages: number;
  readonly averageTrainingLoss: number;
  readonly learningRate: number;
}

/** What a training run reports. */
export type RunEvent = RunCheckpoint | RunProgress;

/** What a training run needs. */
export interface TrainingRunOptions {
  readonly recipe: Recipe;
  readonly trainingSet: LabelledImages;
  /** Measured at every checkpoint when given. */
  readonly evaluationSet?: LabelledImages;
  readonly backend: BackendFactory;
  /** Id suffix of the last checkpoint to reach, e.g. `5x`; the schedule stays that of the full run. */
  readonly stopAfter?: string;
  readonly signal?: AbortSignal;
}
