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
  /** What it saw: ink 0..1, row-major, `[28][28]`. */
  readonly image: Float32Array;
  /** Which connections are strongest, a dense layer each. */
  readonly rankings: readonly LayerRanking[];
}

/** How a drawing is to be read, and what is to be told of it. */
interface ReadingOptions {
  /** Whether it is fitted and centred before the network sees it. */
  readonly isPrepared: boolean;
  /** Whether its place in the image may be off by a little, for speed (`DrawingImages.prepare`). */
  readonly isRough: boolean;
  readonly ranking: RankingOptions;
}

/** What is to be read. */
export interface Reading extends ReadingOptions {
  readonly drawing: Drawing;
}

/** The same on its way to the worker, which has the drawing as it was in the reading before. */
export interface SentReading extends ReadingOptions {
  readonly change: DrawingChange;
}

/** A network to be read with from now on. */
interface LoadRequest {
  readonly network: TrainedNetwork;
  /** Whether its training goes on: then a blank sheet is answered too, by `atRest`. */
  readonly isLive: boolean;
  /** Done with the new network at once; none where the pad is blank, unless the network is live. */
  readonly reading?: SentReading;
}

/** What a network made of a drawing. */
export interface Read {
  /** None where the drawing has no ink. */
  readonly activations?: Activations;
  /**
   * Which connections of a live network are strongest by weight alone, a dense layer each; where there is no ink
   * only.
   */
  readonly atRest?: readonly LayerRanking[];
}

/** The network is in use. */
export interface Loaded extends Read {
  /** Of the network before: they come back, for the next ones to be written into. */
  readonly retired?: NetworkWeights;
}

/** What page and worker say to each other; requests are answered in order. */
export interface InferenceProtocol {
  readonly requests: {
    readonly load: LoadRequest;
    readonly read: { readonly reading: SentReading };
  };
  readonly answers: { readonly load: Loaded; readonly read: Read };
  /** What is wrong. */
  readonly failure: string;
  readonly notice: never;
}
