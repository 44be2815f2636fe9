import type { NetworkSpec, NetworkWeights } from '#model';
import type { AdamOptions } from './recipe.ts';

/** Labelled images as MNIST has them. */
export interface LabelledImages {
  /** Ink 0..255, row-major, `[image][pixel]`. */
  readonly pixels: Uint8Array;
  /** Class of each image, `[image]`. */
  readonly labels: Uint8Array;
}

/** What a backend needs to start learning. */
export interface LearningSetup {
  readonly spec: NetworkSpec;
  readonly initialWeights: NetworkWeights;
  readonly trainingSet: LabelledImages;
  /** The largest batch that `step` will be given. */
  readonly maxBatchSize: number;
  readonly adam: AdamOptions;
}

/** How well a network does on a labelled set. */
export interface Evaluation {
  /** Images whose largest logit is their label's. */
  readonly correct: number;
  readonly images: number;
}

/**
 * Learns by mini-batch gradient descent on softmax cross-entropy; implemented by a plain reference
 * and by WebAssembly. The same calls give the same bytes on every machine.
 */
export interface LearningBackend {
  /** For people and manifests: `reference`, `wasm-simd`. */
  readonly name: string;
  /**
   * One Adam step on the mean gradient of these images of the training set.
   * @param indices positions in the training set, `[batch]`
   */
  step(indices: Uint32Array, learningRate: number): void;
  /** Sum of cross-entropies (nats) of all images stepped on since the last call. */
  takeLoss(): Promise<number>;
  /** A copy of the current weights. */
  weights(): Promise<NetworkWeights>;
  /** Runs other images through the current weights. */
  evaluate(set: LabelledImages): Promise<Evaluation>;
  /** Frees what the backend holds; it cannot be used after. */
  dispose(): void;
}

/** Makes a backend ready to learn. */
export type BackendFactory = (setup: LearningSetup) => Promise<LearningBackend>;
