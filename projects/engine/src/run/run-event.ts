import type { Milestone, NetworkWeights } from '#model';
import type { LearnedState } from '../learning-backend.ts';
import type { OrderState } from './image-order.ts';

/** The weights at a milestone and what was measured there. */
export interface RunCheckpoint {
  readonly kind: 'checkpoint';
  readonly milestone: Milestone;
  /** Exactly the milestone's target. */
  readonly imagesSeen: number;
  /** Optimiser steps taken. */
  readonly batchesSeen: number;
  /** Rounded to float16, as files have them. */
  readonly weights: NetworkWeights;
  /** Mean cross-entropy (nats) over the images of the current pass; none before the first image. */
  readonly averageTrainingLoss?: number;
  /** Share of the evaluation set classified right, 0..1, where the run has an evaluation. */
  readonly accuracy?: number;
}

/** How far the run is: a few times a second, and after each step that was asked for by itself. */
export interface RunProgress {
  readonly kind: 'progress';
  readonly imagesSeen: number;
  readonly batchesSeen: number;
  readonly totalImages: number;
  readonly averageTrainingLoss: number;
  /** Of the last step. */
  readonly learningRate: number;
  /** Positions in the data set of the images of the last step, and auxiliary ones behind it. */
  readonly batch: Uint32Array;
  /**
   * A copy of the weights as they are after the steps so far; ask before the run goes on.
   * @param into of the same network: written over and given back where that saves memory
   */
  readonly weights: (into?: NetworkWeights) => Promise<NetworkWeights>;
  /**
   * All that the rest of the run comes from; ask before the run goes on.
   * @throws RangeError for a run with auxiliary images, augmentation or averaging, which have more to remember
   */
  readonly state: () => Promise<RunState>;
}

/** Where a run is: with it, another one goes on and gives the same bytes. Plain data that can be stored. */
export interface RunState {
  readonly imagesSeen: number;
  readonly batchesSeen: number;
  /** Milestones whose checkpoints were reported. */
  readonly milestonesReached: number;
  /** Digits of the current pass, whose loss `learned` has. */
  readonly passDigits: number;
  readonly learned: LearnedState;
  readonly order: OrderState;
}

/** What a training run reports. */
export type RunEvent = RunCheckpoint | RunProgress;
