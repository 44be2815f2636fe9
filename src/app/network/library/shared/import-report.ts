import type { LabelledDrawing } from '#model';
import type { InkReading, Remark } from '#formats';
import type { DigitScore, FileOrigin, NetworkFace } from './library-network.ts';

/** What chosen files are, before anything is kept. */
export type ImportReport =
  | NetworkReport
  /** Drawings: nothing of them is held, and nothing has to be kept or cancelled. */
  | {
      readonly kind: 'drawings';
      readonly file: string;
      readonly drawings: readonly LabelledDrawing[];
    };

/** A network that was read whole and tried. The worker holds it until it is kept or cancelled. */
export interface NetworkReport {
  readonly kind: 'network';
  /** Which of the reports; for the worker. */
  readonly id: number;
  /** What it would be called: the file's name without its ending. */
  readonly name: string;
  readonly origin: FileOrigin;
  /** Layer sizes from input to output. */
  readonly layers: readonly number[];
  /** Length of its timeline, at least 1. */
  readonly checkpoints: number;
  /** What it would take on this device. */
  readonly bytes: number;
  /** As the file says it, 0..1; undefined if it does not. */
  readonly accuracy: number | undefined;
  /** How ink counts for it. */
  readonly ink: InkReport;
  /** How it reads the bundled digits if ink counts as found; undefined if that has to be asked, or they are missing. */
  readonly trial: DigitTrial | undefined;
  /** What whoever takes it should know; empty for most networks of ours. */
  readonly remarks: readonly ImportRemark[];
  /** Id of a network in the library with the same weights: keeping it would only make a copy. */
  readonly twin: string | undefined;
  /** If ink counts as found, or 0 to 1; undefined where there is nothing square to show. */
  readonly face: NetworkFace | undefined;
}

/** How ink counts for a network. */
export type InkReport =
  /** The file says so: 0 to 1, upright. */
  | { readonly kind: 'known' }
  /** So many ways were tried on the bundled digits, and one of them fits. */
  | { readonly kind: 'found'; readonly reading: InkReading; readonly tried: number }
  /** Two or more may be right, or none reads half of the digits: whoever takes the network has to say. */
  | { readonly kind: 'asked'; readonly candidates: readonly InkCandidate[] };

/** A way in which ink may count, the likeliest first, at most four. */
export interface InkCandidate {
  readonly reading: InkReading;
  /** What it reads then; undefined if the bundled digits are missing. */
  readonly trial: DigitTrial | undefined;
}

/** How a network reads the bundled digits. */
export interface DigitTrial {
  /** Of all digits that were tried. */
  readonly all: DigitScore;
  /** Of `digits` alone, e.g. 99 of 100. */
  readonly shown: DigitScore;
  /** Ten of each digit, 0 to 9. */
  readonly digits: readonly TriedDigit[];
}

/** A digit and what the network made of it. */
export interface TriedDigit {
  /** Ink 0..255, row-major `[28][28]`. */
  readonly image: Uint8Array;
  /** What it is. */
  readonly label: number;
  /** What it was read as. */
  readonly answer: number;
}

/** Something unusual about a network. */
export type ImportRemark =
  | Remark
  /** No test accuracy in the file. */
  | { readonly kind: 'noAccuracy' }
  /** Its weights do not fit half floats: in a zip they will be rounded. */
  | { readonly kind: 'float32' }
  /** It was never calibrated, so that it has an answer to everything that is drawn. */
  | { readonly kind: 'uncalibrated' }
  /** It hardly reads digits: below 60 % of those that were tried. */
  | { readonly kind: 'readsFew' }
  /** The bundled digits are not on this device yet, so that it could not be tried. */
  | { readonly kind: 'untried' };

/** A file that comes in. */
export interface IncomingFile {
  /** With folders as far as they are known, separated by `/`. */
  readonly path: string;
  readonly file: File;
}
