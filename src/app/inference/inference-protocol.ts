import type {
  Answer,
  AnswerCalibration,
  Drawing,
  ForwardPass,
  LayerRanking,
  NetworkSpec,
  NetworkWeights,
  RankingOptions,
} from '#model';
import type { DrawingChange } from './drawing-change.ts';

/** A network ready to read: verified and decoded weights, and what turns its logits into an answer. */
export interface TrainedNetwork {
  readonly spec: NetworkSpec;
  readonly weights: NetworkWeights;
  readonly calibration: AnswerCalibration;
}

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

/** From page to worker; every request is answered once, in order, with its id. */
export type InferenceRequest =
  /** `reading`: done with the new network at once; none where the pad is blank. */
  | {
      readonly kind: 'load';
      readonly id: number;
      readonly network: TrainedNetwork;
      readonly reading?: SentReading;
    }
  | { readonly kind: 'read'; readonly id: number; readonly reading: SentReading };

/** From worker to page; without activations where the drawing has no ink. */
export type InferenceResponse =
  | {
      readonly kind: 'loaded';
      readonly id: number;
      readonly activations?: Activations;
      /** Of the network before: they come back, for the next ones to be written into. */
      readonly retired?: NetworkWeights;
    }
  | { readonly kind: 'read'; readonly id: number; readonly activations?: Activations }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly request: InferenceRequest['kind'];
      readonly message: string;
    };
