/** What every optimizer can have. */
interface WeightDecay {
  /**
   * Share of a weight that a step takes off it, per unit of the learning rate: beside the gradient's step,
   * `w <- w (1 - rate * weightDecay)`, decoupled as in AdamW (Loshchilov & Hutter 2019, "Decoupled Weight
   * Decay Regularization"), for every kind. Of weights only, not of biases. Without, nothing decays.
   */
  readonly weightDecay?: number;
}

/** Adam with bias correction (Kingma & Ba 2015), as `torch.optim.Adam`; with decay, as `AdamW`. */
export interface AdamOptimizer extends WeightDecay {
  readonly kind: 'adam';
  /** Share of the mean gradient, and of the mean squared gradient, that a step keeps; 0 to below 1. */
  readonly beta1: number;
  readonly beta2: number;
  /** Added to the root of the mean squared gradient, in the gradient's unit. */
  readonly epsilon: number;
}

/** Stochastic gradient descent (Robbins & Monro 1951): `w <- w - rate * gradient`. */
export interface SgdOptimizer extends WeightDecay {
  readonly kind: 'sgd';
}

/**
 * Gradient descent with classical momentum (Polyak 1964), as `torch.optim.SGD` without dampening:
 * `v <- momentum * v + gradient`, `w <- w - rate * v`.
 */
export interface MomentumOptimizer extends WeightDecay {
  readonly kind: 'momentum';
  /** Share of the velocity that a step keeps, 0 to below 1. */
  readonly momentum: number;
}

/** How a step moves parameters by their gradient. */
export type Optimizer = AdamOptimizer | SgdOptimizer | MomentumOptimizer;

/**
 * What a step needs beside the gradient g. Every kind of optimizer is the same formula with other numbers:
 * `m <- beta1 m + (1 - beta1) g`, `v <- beta2 v + (1 - beta2) g^2`,
 * `w <- w * decay - stepSize * m / (sqrt(v) * rootCorrection + epsilon)`.
 */
export interface StepConstants {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Learning rate over what m lacks: Adam's 1 - beta1^t. */
  readonly stepSize: number;
  /** Adam's 1 / sqrt(1 - beta2^t); 0 where v plays no part. */
  readonly rootCorrection: number;
  /** What a weight is multiplied with before its step; exactly 1 without weight decay. A bias takes 1. */
  readonly decay: number;
  /** Share by which averages move towards the weights. */
  readonly averagingShare: number;
}

/** The part of a step's constants that a kind of optimizer decides. */
type MomentConstants = Pick<
  StepConstants,
  'beta1' | 'beta2' | 'epsilon' | 'stepSize' | 'rootCorrection'
>;

/** Counts steps, and gives each its constants. */
export class StepCounter {
  private readonly nextMoments: (learningRate: number) => MomentConstants;
  private readonly weightDecay: number;
  private readonly averaging: number;
  private steps = 0;

  /**
   * @param averaging decay of the moving average of the weights
   * @param steps taken before: it goes on behind them
   */
  constructor(optimizer: Optimizer, averaging = 0, steps = 0) {
    this.nextMoments = momentsOf(optimizer);
    this.weightDecay = optimizer.weightDecay ?? 0;
    this.averaging = averaging;
    // What depends on their number depends on nothing else of them.
    for (let step = 0; step < steps; step++) this.next(0);
  }

  /** Steps taken. */
  get taken(): number {
    return this.steps;
  }

  /**
   * Constants of the next step.
   * @param weightDecay instead of the optimizer's
   */
  next(learningRate: number, weightDecay = this.weightDecay): StepConstants {
    this.steps += 1;
    return {
      ...this.nextMoments(learningRate),
      decay: 1 - learningRate * weightDecay,
      averagingShare: averagingShare(this.averaging, this.steps),
    };
  }
}

/** What gives the constants of one step after the other. */
function momentsOf(optimizer: Optimizer): (learningRate: number) => MomentConstants {
  switch (optimizer.kind) {
    case 'adam':
      return adamMoments(optimizer);
    case 'sgd':
      return momentumMoments(0);
    case 'momentum':
      return momentumMoments(optimizer.momentum);
    default:
      return optimizer satisfies never;
  }
}

function adamMoments({
  beta1,
  beta2,
  epsilon,
}: AdamOptimizer): (learningRate: number) => MomentConstants {
  // beta1^t and beta2^t by repeated multiplication: `Math.pow` differs between engines.
  let beta1Power = 1;
  let beta2Power = 1;
  return (learningRate) => {
    beta1Power *= beta1;
    beta2Power *= beta2;
    return {
      ...{ beta1, beta2, epsilon },
      stepSize: learningRate / (1 - beta1Power),
      rootCorrection: 1 / Math.sqrt(1 - beta2Power),
    };
  };
}

/** The mean gradient m is (1 - momentum) times the velocity, and the denominator 1. */
function momentumMoments(momentum: number): (learningRate: number) => MomentConstants {
  return (learningRate) => ({
    ...{ beta1: momentum, beta2: 1, epsilon: 1 },
    stepSize: learningRate / (1 - momentum),
    rootCorrection: 0,
  });
}

/**
 * Share by which an average moves after a step. Early the average is short, so that it does not lag
 * behind a network that learns fast (as TensorFlow's ExponentialMovingAverage does with `num_updates`).
 * @param steps taken, this one included
 */
export function averagingShare(decay: number, steps: number): number {
  return Math.max(1 - decay, 9 / (10 + steps));
}
