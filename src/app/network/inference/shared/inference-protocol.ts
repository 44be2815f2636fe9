import type {
  Answer,
  AnswerCalibration,
  Drawing,
  ForwardPass,
  Judgement,
  LayerRanking,
  NetworkSpec,
  NetworkWeights,
  PackedWeights,
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

/** How a drawing becomes the input image. */
interface ImageOptions {
  /** Whether the drawing is fitted and centred first. */
  readonly isPrepared: boolean;
  /** Whether its position in the image may be slightly off, to save time (`DrawingImages.prepare`). */
  readonly isRough: boolean;
}

/** How to read a drawing, and which connections to rank. */
interface ReadingOptions extends ImageOptions {
  readonly ranking: RankingOptions;
}

/** A drawing to read. */
export interface Reading extends ReadingOptions {
  readonly drawing: Drawing;
}

/** A drawing as it is sent to the worker, which still has the previous one and needs only what changed. */
export interface SentDrawing extends ImageOptions {
  readonly change: DrawingChange;
}

/** A reading as it is sent to the worker. */
export interface SentReading extends ReadingOptions, SentDrawing {}

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

/** The network that every checkpoint of an export has, and how its answers are judged. */
export interface Film {
  /** Differs from those of all other exports. */
  readonly key: string;
  readonly network: NetworkSpec;
  readonly calibration: AnswerCalibration;
}

/** A checkpoint for the worker to keep beside the network in use. */
export interface KeptCheckpoint {
  readonly film: Film;
  /** In the export's timeline. */
  readonly index: number;
  readonly weights: PackedWeights;
}

/** What each kept checkpoint makes of a drawing, by its index in the timeline. */
export type FilmJudgements = ReadonlyMap<number, Judgement>;

/** The messages between page and worker. Requests are answered in order. */
export interface InferenceProtocol {
  readonly requests: {
    readonly load: LoadRequest;
    readonly read: { readonly reading: SentReading };
    /** Checkpoints of another film are forgotten. */
    readonly keep: KeptCheckpoint;
    /** Worked out in slices between other requests. Nothing of a film that is not kept, and of a drawing without ink. */
    readonly film: { readonly key: string; readonly drawing: SentDrawing };
  };
  readonly answers: {
    readonly load: Loaded;
    readonly read: Read;
    readonly keep: undefined;
    readonly film: FilmJudgements;
  };
  /** The error message. */
  readonly failure: string;
  readonly notice: never;
}
