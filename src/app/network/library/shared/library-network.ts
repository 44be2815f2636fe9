import type { Prediction } from '../../prediction.ts';

/** Where a network came from. */
export type NetworkOrigin =
  /** It comes with the app. */
  | { readonly kind: 'app' }
  /** An export on the app's server that was used by its address, e.g. `?weights=exports/other.json`. */
  | { readonly kind: 'address'; readonly address: string }
  | KeptOrigin;

/** Where a network in the library came from. */
export type KeptOrigin = FileOrigin | LabOrigin;

/** A network that was trained on this device, in the lab. */
export interface LabOrigin {
  readonly kind: 'lab';
}

/** A network from files that someone chose. */
export interface FileOrigin {
  readonly kind: 'file';
  /** Name of the file that said what the network is: the manifest or the ONNX file. */
  readonly file: string;
  readonly format: 'export' | 'onnx';
  /** Whether that came in a zip. */
  readonly isZipped: boolean;
  /** Name and version of the program that wrote it, as the file has them; empty where it says nothing. */
  readonly producer: string;
  readonly producerVersion: string;
}

/** How many sample digits a network reads right. */
export interface DigitScore {
  readonly right: number;
  readonly of: number;
}

/** A network that can be used on this device, as a card shows it. */
export interface LibraryNetwork {
  /**
   * Its address, which `WeightsService` opens too: `library:…` for one that is kept in the library, else the absolute
   * address of a manifest.
   */
  readonly id: string;
  /** As people named it; the file's name at first. Empty for the app's own, whose name is a phrase. */
  readonly name: string;
  /** Layer sizes from input to output, e.g. `[784, 128, 64, 10]`. */
  readonly layers: readonly number[];
  /** Share of MNIST's test images that its last checkpoint reads, 0..1, as its file says; undefined if it does not. */
  readonly accuracy: number | undefined;
  /** How many of the bundled digits it read when it was imported; undefined for networks that were not. */
  readonly score: DigitScore | undefined;
  readonly origin: NetworkOrigin;
  /** When it was added, in milliseconds since 1970; undefined for networks that are not kept in the library. */
  readonly addedMs: number | undefined;
  /** What it takes on this device. */
  readonly bytes: number;
  /** Length of its timeline, at least 1. */
  readonly checkpoints: number;
  /** `float32` if its weights need that: the zip, which holds half floats, then rounds them. */
  readonly precision: 'float16' | 'float32';
  /** Whether it is kept in the library, so that it can be renamed and removed. The app's own is not. */
  readonly isKept: boolean;
  /** What was guessed before it learned, in the lab. */
  readonly prediction?: Prediction;
}

/** A network's face: what its strongest neurons of the first layer weigh. */
export interface NetworkFace {
  /**
   * At most 16, the strongest first. Row-major `[28][28]`: 127 is a pixel that raises the neuron by 2.7 times the root
   * mean square of its weights or more, -127 one that lowers it so.
   */
  readonly templates: readonly Int8Array[];
}

/** What a network answers. */
export interface NetworkAnswer {
  /** The likeliest. */
  readonly digit: number;
  /** Of that digit, calibrated, 0..1. */
  readonly probability: number;
  /** Whether the drawing counts as a digit at all; always true for networks without calibration. */
  readonly isDigit: boolean;
}

/** A network that was removed, and can still be brought back. */
export interface RemovedNetwork {
  readonly id: string;
  readonly name: string;
  /** When it was removed, in milliseconds since 1970. */
  readonly removedMs: number;
}

/** The longest name of a kept network, in characters. */
export const LONGEST_NAME = 80;

/** A name as it is kept: without space around it, and no longer than allowed. */
export function keptName(name: string): string {
  return Array.from(name.trim()).slice(0, LONGEST_NAME).join('').trim();
}

/** How long a removed network can be brought back. */
export const UNDO_WITHIN_MS = 10_000;

/** What a network can be written as: everything in the seed's zip, or one checkpoint. */
export type ExportFormat = 'zip' | 'checkpoint' | 'onnx';

/** Files to share or save, built in the worker. */
export interface WrittenFile {
  /** E.g. `tims-network.zip`. */
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
