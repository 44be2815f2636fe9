import { answerOf, BLANK_DRAWING, DrawingImages, forward, isBlank, rankConnections } from '#model';
import { changedDrawing } from './drawing-change.ts';
import type {
  Activations,
  InferenceRequest,
  InferenceResponse,
  SentReading,
  TrainedNetwork,
} from './inference-protocol.ts';

/** The worker's side of the protocol: holds the network in use and answers requests. */
export class InferenceSession {
  private network: TrainedNetwork | undefined;
  /** What the page told last. */
  private drawing = BLANK_DRAWING;
  private readonly images = new DrawingImages();

  /** Answers a request; what goes wrong is in the answer, and the network in use stays. */
  answer(request: InferenceRequest): InferenceResponse {
    const { id, reading } = request;
    // First of all: the page goes on from here, whatever becomes of the request.
    if (reading) this.drawing = changedDrawing(this.drawing, reading.change);
    try {
      switch (request.kind) {
        case 'load': {
          const { network } = request;
          const activations = reading && this.read(network, reading);
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
          const activations = this.read(this.network, request.reading);
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

  /** @returns undefined where there is no ink: nothing drawn, nothing claimed */
  private read(
    network: TrainedNetwork,
    { isPrepared, isRough, ranking }: SentReading,
  ): Activations | undefined {
    const { spec, weights, calibration } = network;
    const { drawing, images } = this;
    const image = isPrepared ? images.prepare(drawing, isRough) : images.render(drawing);
    if (isBlank(image)) return undefined;
    const pass = forward(spec, weights, image);
    const rankings = rankConnections(weights, image, pass, ranking);
    return { image, ...pass, ...answerOf(pass.logits, calibration), rankings };
  }
}
