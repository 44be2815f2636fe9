import {
  answerOf,
  FormatError,
  forward,
  parseSnapshot,
  sha256Hex,
  type AnswerCalibration,
  type NetworkSpec,
  type NetworkWeights,
} from '#model';
import type {
  Activations,
  EncodedWeights,
  InferenceRequest,
  InferenceResponse,
} from './inference-protocol';

interface LoadedNetwork {
  readonly spec: NetworkSpec;
  readonly weights: NetworkWeights;
  readonly calibration: AnswerCalibration;
}

/** The worker's side of the protocol: holds the weights in use and answers requests. */
export class InferenceSession {
  private network: LoadedNetwork | undefined;

  /** Answers a request; what goes wrong is in the answer, and the weights in use stay. */
  answer(request: InferenceRequest): InferenceResponse {
    const { id } = request;
    try {
      switch (request.kind) {
        case 'load':
          this.network = decode(request.weights);
          return { kind: 'loaded', id };
        case 'read':
          return { kind: 'read', id, activations: this.read(request.image) };
        default:
          request satisfies never;
          throw new Error('request: expected load or read');
      }
    } catch (error) {
      // FormatError of a file that is not what it should be; RangeError of an image that does not fit.
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', id, request: request.kind, message };
    }
  }

  private read(image: Float32Array): Activations {
    if (!this.network) throw new Error('read: expected weights to be loaded first, found none');
    const pass = forward(this.network.spec, this.network.weights, image);
    return { ...pass, ...answerOf(pass.logits, this.network.calibration) };
  }
}

function decode({ network, calibration, file, bytes, sha256 }: EncodedWeights): LoadedNetwork {
  const content = new Uint8Array(bytes);
  if (sha256 !== undefined) {
    const found = sha256Hex(content);
    if (found !== sha256) throw new FormatError(file, 'SHA-256', sha256, found);
  }
  const text = new TextDecoder().decode(content);
  return { spec: network, weights: parseSnapshot(text, file, network), calibration };
}
