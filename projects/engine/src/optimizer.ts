import type { AdamOptions } from './run/recipe.ts';

/** What a step of Adam, and of the averages after it, needs beside the gradient. */
export interface StepConstants extends AdamOptions {
  /** Learning rate over (1 - beta1^t). */
  readonly stepSize: number;
  /** 1 / sqrt(1 - beta2^t). */
  readonly rootCorrection: number;
  /** Share by which averages move towards the weights. */
  readonly averagingShare: number;
}

/** Counts steps, and gives each its constants. */
export class StepCounter {
  private readonly adam: AdamOptions;
  private readonly averaging: number;
  /** beta1^t and beta2^t by repeated multiplication: `Math.pow` differs between engines. */
  private beta1Power = 1;
  private beta2Power = 1;
  private steps = 0;

  /** @param averaging decay of the moving average of the weights */
  constructor(adam: AdamOptions, averaging = 0) {
    this.adam = adam;
    this.averaging = averaging;
  }

  /** Constants of the next step. */
  next(learningRate: number): StepConstants {
    const { beta1, beta2, epsilon } = this.adam;
    this.beta1Power *= beta1;
    this.beta2Power *= beta2;
    this.steps += 1;
    return {
      ...{ beta1, beta2, epsilon },
      stepSize: learningRate / (1 - this.beta1Power),
      rootCorrection: 1 / Math.sqrt(1 - this.beta2Power),
      averagingShare: averagingShare(this.averaging, this.steps),
    };
  }
}

/**
 * Share by which an average moves after a step. Early the average is short, so that it does not lag
 * behind a network that learns fast (as TensorFlow's ExponentialMovingAverage does with `num_updates`).
 * @param steps taken, this one included
 */
export function averagingShare(decay: number, steps: number): number {
  return Math.max(1 - decay, 9 / (10 + steps));
}
