import type { NetworkSpec, NetworkWeights, PackedWeights } from '#model';
import type { Prediction } from '../../prediction.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import type { Failure } from '../../weights/shared/failure.ts';
import type { CurvePoint, LiveChange } from './curve.ts';
import type { Diagnosis } from './dead-run.ts';
import type { ExamResult } from './exam.ts';
import type { KeptRun } from './kept-run.ts';
import type { LabSettings, LiveSettings, Pace } from './lab-settings.ts';
import type { OwnAnswers, OwnRequests } from './own-digits.ts';
import type { StepStory } from './step-story.ts';
import type { TestDigits } from './test-digits.ts';

/** A digit of the files. */
export interface ShownDigit {
  /** Ink 0..255, row-major `[28][28]`. */
  readonly image: Uint8Array<ArrayBuffer>;
  /** What it is said to be. */
  readonly label: number;
  /** Whether that is wrong. */
  readonly isWrong: boolean;
}

/** Whether there is room to keep a run. */
export interface Room {
  /** What the run takes on the device, in bytes. */
  readonly needed: number;
  /** What there is, as far as the browser says. */
  readonly free: number | undefined;
  /** Whether it is enough, as far as that is known. */
  readonly isEnough: boolean;
}

/** A run that was interrupted and can go on. */
export interface InterruptedRun {
  readonly settings: LabSettings;
  readonly images: number;
  readonly curve: readonly CurvePoint[];
  /** Milliseconds since 1970. */
  readonly savedMs: number;
  /** Whether own digits that it began with have changed since: it cannot be gone on with. */
  readonly isOwnChanged: boolean;
}

/** How things stand before a run begins. */
export interface LabOutlook {
  readonly room: Room;
  readonly interrupted: InterruptedRun | undefined;
  /** Whether another tab learns, so that this one can only watch. */
  readonly isElsewhere: boolean;
}

/** A moment of a run at which all test digits were read. */
export interface ToldMilestone {
  readonly point: CurvePoint;
  /** As `packAnswers` makes them. */
  readonly answers: ArrayBuffer;
}

/** What a run learns on. */
export type LabDevice =
  | { readonly kind: 'cpu'; readonly threads: number }
  | { readonly kind: 'gpu'; readonly name: string };

/** A run that has begun, or that is watched. */
export interface LabStarted {
  readonly settings: LabSettings;
  readonly spec: NetworkSpec;
  readonly device: LabDevice;
  /** Where it ends, in images; none if it goes on until it is stopped. */
  readonly totalImages: number | undefined;
  /** Digits that it learns from. */
  readonly digits: number;
  /** Of these, one to show while nothing is drawn. */
  readonly probe: ShownDigit;
  /** What was measured before, and its milestones. */
  readonly curve: readonly CurvePoint[];
  readonly milestones: readonly ToldMilestone[];
  readonly changes: readonly LiveChange[];
}

/** A network as a run would begin with it. */
export interface InitialNetwork {
  readonly spec: NetworkSpec;
  readonly weights: NetworkWeights;
}

/** What a run does: it learns; it waits for a step or for someone; it is over. */
export type Phase =
  | { readonly kind: 'learning' }
  | { readonly kind: 'held'; readonly why: 'asked' | 'hidden' | 'dead' }
  | { readonly kind: 'ended'; readonly why: 'passes' | 'accuracy' | 'stopped' };

/** What a run tells of itself. */
export type LabEvent =
  | {
      readonly kind: 'progress';
      readonly images: number;
      readonly batches: number;
      /** Mean loss over the images of the current pass, nats. */
      readonly trainingLoss: number;
      readonly rate: number;
    }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'point'; readonly point: CurvePoint }
  /** All test digits were read; `answers` as `packAnswers` makes them. */
  | ({ readonly kind: 'milestone'; readonly index: number } & ToldMilestone)
  /**
   * Weights as they are; they have to come back (`frameShown`) before the next ones are sent.
   * `isStill` says that the run stays there.
   */
  | {
      readonly kind: 'frame';
      readonly images: number;
      readonly weights: NetworkWeights;
      readonly isStill: boolean;
    }
  | { readonly kind: 'step'; readonly story: StepStory }
  | { readonly kind: 'changed'; readonly change: LiveChange }
  /** The test digits that were shut are open. */
  | { readonly kind: 'exam'; readonly result: ExamResult }
  /** It learns nothing any more; `proofs` are digits that all got the same answer. */
  | {
      readonly kind: 'dead';
      readonly diagnosis: Diagnosis;
      readonly proofs: readonly ShownDigit[];
      /** A rate that is likely to learn. */
      readonly gentlerRate: number;
    }
  /** The GPU was lost: the run went back so far, goes on on the CPU, and cannot be repeated to the byte. */
  | { readonly kind: 'gpu-lost'; readonly images: number; readonly device: LabDevice }
  /** It cannot go on: a thread died, or there is no memory. What was saved can be gone on from. */
  | { readonly kind: 'failed'; readonly message: string };

/** The messages between page and lab worker. */
export interface LabProtocol {
  readonly requests: OwnRequests & {
    /** How things stand for a run with these settings. */
    readonly look: { readonly settings: LabSettings };
    /** The network that a run with these settings begins with. */
    readonly initial: Pick<LabSettings, 'hidden' | 'seed'>;
    /** A digit that a run with these settings learns from, to show while nothing is drawn. */
    readonly probe: { readonly settings: LabSettings };
    /** The digits that runs are tested with. */
    readonly testDigits: object;
    /** Begins a run, or goes on with the interrupted one. Where another tab learns it is watched instead. */
    readonly start: { readonly settings: LabSettings; readonly from: 'beginning' | 'interruption' };
    readonly pace: { readonly pace: Pace };
    readonly hold: { readonly why: 'asked' | 'hidden' };
    readonly go: object;
    /** One step, after which the run is held. */
    readonly step: object;
    readonly change: { readonly change: Partial<LiveSettings> };
    /** Ends the run here, with what it has learned; answered when it has. */
    readonly stop: object;
    /** Opens the test digits that were shut, after the run has ended. */
    readonly openExam: object;
    /** Leaves the run: it cannot be gone on with, unless it is kept for that. */
    readonly leave: { readonly isForgotten: boolean };
    /** Gives back the weights of a frame. */
    readonly frameShown: { readonly weights: NetworkWeights };
    /** Keeps the run as a network of the library, with what was guessed before; answers its address. */
    readonly keep: { readonly name: string; readonly prediction: Prediction | undefined };
    /** The network as it was at a milestone. */
    readonly weightsAt: { readonly milestone: number };
    /** The runs that were kept, the newest first. */
    readonly keptRuns: object;
    /** What a kept run answers to the test digits at its end. */
    readonly keptAnswers: { readonly address: string };
    /** Learns from so many images, unwatched; a run that learns, or begins to, goes first. */
    readonly rollDice: { readonly settings: LabSettings; readonly images: number };
  };
  readonly answers: OwnAnswers & {
    readonly look: LabOutlook;
    readonly initial: InitialNetwork;
    readonly probe: ShownDigit;
    readonly testDigits: TestDigits;
    readonly start: LabStart;
    readonly pace: undefined;
    readonly hold: undefined;
    readonly go: undefined;
    readonly step: undefined;
    readonly change: undefined;
    readonly stop: undefined;
    readonly openExam: undefined;
    readonly leave: undefined;
    readonly frameShown: undefined;
    readonly keep: string;
    /** Undefined for one that there is not. */
    readonly weightsAt: PackedWeights | undefined;
    readonly keptRuns: readonly KeptRun[];
    /** As `packAnswers` makes them. */
    readonly keptAnswers: ArrayBuffer;
    /** What it answers to the test digits, as `packAnswers` makes it; undefined if a run went first. */
    readonly rollDice: ArrayBuffer | undefined;
  };
  readonly failure: Failure;
  readonly notice: LabNotice;
}

/** What becomes of a start. */
export type LabStart =
  | { readonly kind: 'learns'; readonly run: LabStarted }
  /** Another tab learns; `run` follows as a notice when it answers. */
  | { readonly kind: 'watches' };

/** What the worker reports without being asked. */
export type LabNotice =
  | { readonly kind: 'event'; readonly event: LabEvent }
  /** A run in another tab, watched from its beginning or from now on. */
  | { readonly kind: 'watched'; readonly run: LabStarted }
  /** The other tab has let go: this one may learn. */
  | { readonly kind: 'free' }
  /** Another tab has changed what is kept of own digits. */
  | { readonly kind: 'own-changed' }
  /** Whether runs are stored; in memory only, a run ends with the page. */
  | { readonly kind: 'storage'; readonly state: StorageState };
