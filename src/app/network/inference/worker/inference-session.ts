import {
  answerOf,
  BLANK_DRAWING,
  DrawingImages,
  forward,
  isBlank,
  rankConnections,
  rankWeights,
} from '#model';
import type { TrainedNetwork } from '../../network-in-use.ts';
import { changedDrawing } from '../shared/drawing-change.ts';
import type {
  InferenceRequest,
  InferenceResponse,
  Read,
  SentReading,
} from '../shared/inference-protocol.ts';

/** The network in use, and whether its training goes on. */
interface LoadedNetwork extends TrainedNetwork {
  readonly isLive: boolean;
}

/** The worker's side of the protocol: holds the network in use and answers requests. */
export class InferenceSession {
  private network: LoadedNetwork | undefined;
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
          const loaded = { ...request.network, isLive: request.isLive };
          const read = reading && this.read(loaded, reading);
          const retired = this.network?.weights;
          this.network = loaded;
          return { kind: 'loaded', id, ...read, ...(retired && { retired }) };
        }
        case 'read': {
          if (!this.network) throw new Error('read: expected weights to be loaded, found none');
          return { kind: 'read', id, ...this.read(this.network, request.reading) };
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

  /** Where there is no ink, nothing is claimed. */
  private read(loaded: LoadedNetwork, { isPrepared, isRough, ranking }: SentReading): Read {
    const { drawing, images } = this;
    const image = isPrepared ? images.prepare(drawing, isRough) : images.render(drawing);
    const { network, weights, calibration, isLive } = loaded;
    if (isBlank(image)) return isLive ? { atRest: rankWeights(weights, ranking.strongest) } : {};
    const pass = forward(network, weights, image);
    const rankings = rankConnections(weights, image, pass, ranking);
    return { activations: { image, ...pass, ...answerOf(pass.logits, calibration), rankings } };
  }
}
