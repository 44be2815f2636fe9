import { answerOf, forward, isBlank, prepareDrawing, rankConnections, renderDrawing } from '#model';
import type {
  Activations,
  InferenceRequest,
  InferenceResponse,
  Reading,
  TrainedNetwork,
} from './inference-protocol.ts';

/** The worker's side of the protocol: holds the network in use and answers requests. */
export class InferenceSession {
  private network: TrainedNetwork | undefined;

  /** Answers a request; what goes wrong is in the answer, and the network in use stays. */
  answer(request: InferenceRequest): InferenceResponse {
    const { id } = request;
    try {
      switch (request.kind) {
        case 'load': {
          const { network, reading } = request;
          const activations = reading && read(network, reading);
          const retired = this.network?.weights;
          this.network = network;
          return {
            ...{ kind: 'loaded', id },
            ...(activations && { activations }),
            ...(retired && { retired }),
          };
        }
        case 'read': {
          if (!this.network) throw new Error('read: expected weights to be loaded, found none');
          const activations = read(this.network, request.reading);
          return { kind: 'read', id, ...(activations && { activations }) };
        }
        default:
          request satisfies never;
          throw new Error('request: expected load or read');
      }
    } catch (error) {
      // RangeError of weights that do not fit, or of a network for other images.
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', id, request: request.kind, message };
    }
  }
}

/** @returns undefined where there is no ink: nothing drawn, nothing claimed */
function read(
  network: TrainedNetwork,
  { drawing, isPrepared, ranking }: Reading,
): Activations | undefined {
  const { spec, weights, calibration } = network;
  const image = isPrepared ? prepareDrawing(drawing) : renderDrawing(drawing);
  if (isBlank(image)) return undefined;
  const pass = forward(spec, weights, image);
  const rankings = rankConnections(weights, image, pass, ranking);
  return { image, ...pass, ...answerOf(pass.logits, calibration), rankings };
}
