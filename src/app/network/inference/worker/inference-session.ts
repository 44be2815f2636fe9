import {
  answerOf,
  BLANK_DRAWING,
  DrawingImages,
  forward,
  isBlank,
  rankConnections,
  rankWeights,
  relevances,
  sharesOfOutputs,
} from '#model';
import type { TrainedNetwork } from '../../network-in-use.ts';
import { changedDrawing } from '../shared/drawing-change.ts';
import type {
  InferenceProtocol,
  Loaded,
  Read,
  SentDrawing,
  SentReading,
} from '../shared/inference-protocol.ts';

/** The network in use, and whether its training goes on. */
interface LoadedNetwork extends TrainedNetwork {
  readonly isLive: boolean;
}

type Requests = InferenceProtocol['requests'];

/** What the worker does: holds the network in use and reads with it. */
export class InferenceSession {
  private network: LoadedNetwork | undefined;
  /** The drawing that the page sent last. */
  private drawing = BLANK_DRAWING;
  private readonly images = new DrawingImages();

  /**
   * Reads the drawing with a new network, then switches to that network.
   * @throws RangeError if the weights do not fit, or the network expects other images; the current one stays
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
   * Reads a drawing with the current network.
   * @throws Error when there is none; RangeError as `load`
   */
  read({ reading }: Requests['read']): Read {
    this.applyChange(reading);
    if (!this.network) throw new Error('read: expected weights to be loaded, found none');
    return this.readWith(this.network, reading);
  }

  /** The input image of a drawing: ink 0..1, row-major, `[28][28]`. */
  imageOf(drawing: SentDrawing): Float32Array {
    this.applyChange(drawing);
    return this.image(drawing);
  }

  /** Must come first: the page sends its next change relative to this drawing, even if the request fails. */
  private applyChange({ change }: SentDrawing): void {
    this.drawing = changedDrawing(this.drawing, change);
  }

  private image({ isPrepared, isRough }: SentDrawing): Float32Array {
    const { drawing, images } = this;
    return isPrepared ? images.prepare(drawing, isRough) : images.render(drawing);
  }

  /** A drawing without ink gets no prediction. */
  private readWith(loaded: LoadedNetwork, { ranking, ...drawing }: SentReading): Read {
    const image = this.image(drawing);
    const { network, weights, calibration, isLive } = loaded;
    if (isBlank(image)) return isLive ? { atRest: rankWeights(weights, ranking.strongest) } : {};
    const pass = forward(network, weights, image);
    const rankings = rankConnections(weights, image, pass, ranking);
    const answer = answerOf(pass.logits, calibration);
    const relevant = relevances(network, weights, image, pass, sharesOfOutputs(answer));
    return { activations: { image, ...pass, ...answer, rankings, relevances: relevant } };
  }
}
