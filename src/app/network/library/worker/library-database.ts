import type { CheckpointMoment } from '#formats';
import type { BrushStroke, NetworkSpec } from '#model';
import type { DBSchema } from 'idb';
import {
  DeviceDatabase,
  type DatabasePlan,
  type DeviceTransaction,
} from '../../storage/device-database.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import type { DigitScore, KeptOrigin, NetworkFace } from '../shared/library-network.ts';
import type { Precision } from './checkpoint-bytes.ts';

/** What is stored of a network, without its weights. These field names are on visitors' devices: do not rename them. */
export interface NetworkRecord {
  readonly name: string;
  readonly origin: KeptOrigin;
  /** Absolute address of the folder of the copy of the app that keeps it. */
  readonly folder: string;
  readonly spec: NetworkSpec;
  /** Of its checkpoints, in order. */
  readonly moments: readonly CheckpointMoment[];
  /** As its manifest has it. */
  readonly training?: Readonly<Record<string, unknown>>;
  readonly precision: Precision;
  /** Milliseconds since 1970. */
  readonly addedMs: number;
  /** Of all checkpoints. */
  readonly bytes: number;
  /** The same for networks with the same weights (`fingerprintOf`). */
  readonly fingerprint: string;
  /** How many of the bundled digits it read when it was imported. */
  readonly score?: DigitScore;
  readonly face?: NetworkFace;
  /** When it was removed, milliseconds since 1970; it is deleted some seconds later. */
  readonly removedMs?: number;
  /** Under which an earlier version of the app kept it. */
  readonly formerAddress?: string;
}

/** The weights of a checkpoint, as `encodeWeights` makes them. ArrayBuffers: iPadOS loses Blobs. */
export interface StoredCheckpoint {
  readonly bytes: ArrayBuffer;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
}

/** A file of digits as it came, compressed, or the list of them. */
export interface StoredDigits {
  readonly bytes: ArrayBuffer;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
}

/** A digit that was written here to be learned or tested with. These field names are on visitors' devices, too. */
export interface StoredOwnDigit {
  /** What was asked for before it was written, 0..9. */
  readonly label: number;
  /** As they were written, in pad units. */
  readonly strokes: readonly BrushStroke[];
  /** What a network is given of it: ink 0..255, row-major `[28][28]`. */
  readonly ink: ArrayBuffer;
  /** When it was written, milliseconds since 1970. */
  readonly timeMs: number;
}

/** The schema, version 3; version 1 had the first two stores, version 2 had no digits of its visitors' own. */
export interface LibrarySchema extends DBSchema {
  networks: { key: string; value: NetworkRecord };
  /** By key of the network and index in its timeline. */
  checkpoints: { key: [network: string, index: number]; value: StoredCheckpoint };
  /** What a network answered to each test digit, by key of the network and index in its timeline. */
  evaluations: { key: [network: string, index: number]; value: ArrayBuffer };
  /** By folder of the copy of the app, and path in its list. */
  digits: { key: [folder: string, path: string]; value: StoredDigits };
  /** The lab's run that can go on, by folder of the copy of the app, and part; what is in it is the lab's to read. */
  runs: { key: [folder: string, part: string]; value: unknown };
  /** By folder of the copy of the app, and number in the order of writing, from 0 on without gaps. */
  ownDigits: { key: [folder: string, number: number]; value: StoredOwnDigit };
}

/** A transaction over all stores: a network and its checkpoints come and go together. */
export type LibraryTransaction<Mode extends 'readonly' | 'readwrite'> = DeviceTransaction<
  LibrarySchema,
  Mode
>;

/** Name of the database; copies of the app on one origin share it. */
export const LIBRARY_DATABASE = 'library';

const PLAN: DatabasePlan<LibrarySchema> = {
  name: LIBRARY_DATABASE,
  version: 3,
  stores: ['networks', 'checkpoints', 'evaluations', 'digits', 'runs', 'ownDigits'],
  upgrade: (database, oldVersion) => {
    if (oldVersion < 1) {
      database.createObjectStore('networks');
      database.createObjectStore('checkpoints');
    }
    if (oldVersion < 2) {
      database.createObjectStore('evaluations');
      database.createObjectStore('digits');
      database.createObjectStore('runs');
    }
    if (oldVersion < 3) database.createObjectStore('ownDigits');
  },
};

/** The database of networks that are kept on this device. */
export class LibraryDatabase extends DeviceDatabase<LibrarySchema> {
  constructor(reportState: (state: StorageState) => void) {
    super(PLAN, reportState);
  }
}
