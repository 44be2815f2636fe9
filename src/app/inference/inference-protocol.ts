import type { Answer, AnswerCalibration, ForwardPass, NetworkSpec } from '#model';

/** A checkpoint's file as it was fetched, for the worker to verify and decode. */
export interface EncodedWeights {
  readonly network: NetworkSpec;
  /** Address, for error messages. */
  readonly file: string;
  /** JSON text of the snapshot, UTF-8. */
  readonly bytes: ArrayBuffer;
  readonly calibration: AnswerCalibration;
  /** Lower-case hex that the bytes have to have; older exports have none. */
  readonly sha256?: string;
}

/** What the network computed for one image, and the answer that it stands for. */
export interface Activations extends ForwardPass, Answer {}

/** From page to worker; every request is answered once, in order, with its id. */
export type InferenceRequest =
  | { readonly kind: 'load'; readonly id: number; readonly weights: EncodedWeights }
  /** `image`: ink 0..1, row-major, `[28][28]`. */
  | { readonly kind: 'read'; readonly id: number; readonly image: Float32Array };

/** From worker to page. */
export type InferenceResponse =
  | { readonly kind: 'loaded'; readonly id: number }
  | { readonly kind: 'read'; readonly id: number; readonly activations: Activations }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly request: InferenceRequest['kind'];
      readonly message: string;
    };
