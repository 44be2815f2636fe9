import type { Answer, AnswerCalibration, ForwardPass, NetworkSpec, NetworkWeights } from '#model';

/** A network ready to read: verified and decoded weights, and what turns its logits into an answer. */
export interface TrainedNetwork {
  readonly spec: NetworkSpec;
  readonly weights: NetworkWeights;
  readonly calibration: AnswerCalibration;
}

/** What the network computed for one image, and the answer that it stands for. */
export interface Activations extends ForwardPass, Answer {}

/** From page to worker; every request is answered once, in order, with its id. */
export type InferenceRequest =
  /** `image`: read with the new network at once; none where the pad is blank. */
  | {
      readonly kind: 'load';
      readonly id: number;
      readonly network: TrainedNetwork;
      readonly image?: Float32Array;
    }
  /** `image`: ink 0..1, row-major, `[28][28]`. */
  | { readonly kind: 'read'; readonly id: number; readonly image: Float32Array };

/** From worker to page. */
export type InferenceResponse =
  | { readonly kind: 'loaded'; readonly id: number; readonly activations?: Activations }
  | { readonly kind: 'read'; readonly id: number; readonly activations: Activations }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly request: InferenceRequest['kind'];
      readonly message: string;
    };
