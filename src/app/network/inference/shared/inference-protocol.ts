import type {
  Answer,
  Drawing,
  ForwardPass,
  LayerRanking,
  NetworkWeights,
  RankingOptions,
} from '#model';
import type { TrainedNetwork } from '../../network-in-use.ts';
import type { DrawingChange } from './drawing-change.ts';

/** What the network computed for one drawing, and the answer that it stands for. */
export interface Activations extends ForwardPass, Answer {
  /** The input image: ink 0..1, row-major, `[28][28]`. */
  readonly image: Float32Array;
  /** The strongest connections, one ranking per dense layer. */
  readonly rankings: readonly LayerRanking[];
  /** How much each neuron raises the answer, 0..1, one array per layer from input to output (`relevances`). */
  readonly relevances: readonly Float32Array[];
}

/** How to read a drawing, and which connections to rank. */
interface ReadingOptions {
  /** Whether the drawing is fitted and centred first. */
  readonly isPrepared: boolean;
  /** Whether its position in the image may be slightly off, to save time (`DrawingImages.prepare`). */
  readonly isRough: boolean;
  readonly ranking: RankingOptions;
}

/** A drawing to read. */
export interface Reading extends ReadingOptions {
  readonly drawing: Drawing;
}

/** A reading as it is sent to the worker, which still has the previous drawing and needs only what changed. */
export interface SentReading extends ReadingOptions {
  readonly change: DrawingChange;
}

/** A network to use from now on. */
interface LoadRequest {
  readonly network: TrainedNetwork;
  /** Whether it is still being trained. If so, a blank drawing is answered too, with `atRest`. */
  readonly isLive: boolean;
  /** Read with the new network at once. Absent when the pad is blank, unless the network is live. */
  readonly reading?: SentReading;
}

/** What a network made of a drawing. */
export interface Read {
  /** Absent when the drawing has no ink. */
  readonly activations?: Activations;
  /**
   * The strongest connections of a live network by weight alone, one ranking per dense layer. Only when there is no
   * ink.
   */
  readonly atRest?: readonly LayerRanking[];
}

/** The network is in use. */
export interface Loaded extends Read {
  /** The previous network's weights, returned so that their memory can be reused. */
  readonly retired?: NetworkWeights;
}

/** The messages between page and worker. Requests are answered in order. */
export interface InferenceProtocol {
  readonly requests: {
    readonly load: LoadRequest;
    readonly read: { readonly reading: SentReading };
  };
  readonly answers: { readonly load: Loaded; readonly read: Read };
  /** The error message. */
  readonly failure: string;
  readonly notice: never;
}
