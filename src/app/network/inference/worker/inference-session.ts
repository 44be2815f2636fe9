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
import type { InferenceProtocol, Loaded, Read, SentReading } from '../shared/inference-protocol.ts';

/** The network in use, and whether its training goes on. */
interface LoadedNetwork extends TrainedNetwork {
  readonly isLive: boolean;
}

type Requests = InferenceProtocol['requests'];

/** What the worker does: holds the network in use and reads with it. */
export class InferenceSession {
  private network: LoadedNetwork | undefined;
  /** What the page told last. */
  private drawing = BLANK_DRAWING;
  private readonly images = new DrawingImages();

  /**
   * Takes a network into use once it has read the drawing.
   * @throws RangeError of weights that do not fit, or of a network for other images; the one in use stays
   */
  load({ network, isLive, reading }: Requests['load']): Loaded {
    if (reading) this.applyChange(reading);
    const loaded = { ...network, isLive };
    const read = reading && this.readWith(loaded, reading);
    const retired = this.network?.weights;
    this.network = loaded;
    return { ...read, ...(retired && { retired }) };
  }

  /**
   * Reads a drawing with the network in use.
   * @throws Error when there is none; RangeError as `load`
   */
  read({ reading }: Requests['read']): Read {
    this.applyChange(reading);
    if (!this.network) throw new Error('read: expected weights to be loaded, found none');
    return this.readWith(this.network, reading);
  }

  /** First of all: the page goes on from here, whatever becomes of the request. */
  private applyChange({ change }: SentReading): void {
    this.drawing = changedDrawing(this.drawing, change);
  }

  /** Where there is no ink, nothing is claimed. */
  private readWith(loaded: LoadedNetwork, { isPrepared, isRough, ranking }: SentReading): Read {
    const { drawing, images } = this;
    const image = isPrepared ? images.prepare(drawing, isRough) : images.render(drawing);
    const { network, weights, calibration, isLive } = loaded;
    if (isBlank(image)) return isLive ? { atRest: rankWeights(weights, ranking.strongest) } : {};
    const pass = forward(network, weights, image);
    const rankings = rankConnections(weights, image, pass, ranking);
    return { activations: { image, ...pass, ...answerOf(pass.logits, calibration), rankings } };
  }
}
