import type { InkReading } from '#formats';
import type { NetworkWeights } from '#model';
import type { StorageState } from '../../storage/storage-state.ts';
import type { ShardAddress } from '../../weights/shared/shard-address.ts';
import type { Failure } from '../../weights/shared/failure.ts';
import type { EnsuredShard, OpenedExport } from '../../weights/shared/weights-protocol.ts';
import type { DigitFilesState, DigitsProgress, WantedDigits } from './digit-files.ts';
import type { ImportReport, IncomingFile } from './import-report.ts';
import type {
  ExportFormat,
  LibraryNetwork,
  NetworkAnswer,
  NetworkFace,
  RemovedNetwork,
  WrittenFile,
} from './library-network.ts';

/** Everything that can be used on this device. */
export interface LibraryContents {
  /** The app's own first, then those used by address, then the kept ones, the newest first. */
  readonly networks: readonly LibraryNetwork[];
  /** Those that can still be brought back. */
  readonly removed: readonly RemovedNetwork[];
  /** Whether the kept ones could be read: otherwise they are missing here, though they may be there. */
  readonly isComplete: boolean;
}

/** The messages between page and library worker. Networks are named by their addresses. */
export interface LibraryProtocol {
  readonly requests: {
    readonly contents: object;
    /** Opens a kept network, or one that is only looked at, as an export. */
    readonly open: { readonly address: string };
    readonly shard: { readonly shard: ShardAddress };
    readonly ensureStored: { readonly shard: ShardAddress };
    readonly check: { readonly files: readonly IncomingFile[] };
    /** Keeps what a report is about; `ink` where that had to be asked. Answers its address. */
    readonly keep: {
      readonly report: number;
      readonly name: string;
      readonly ink: InkReading | undefined;
    };
    /** Makes what a report is about usable without keeping it. Answers its address. */
    readonly look: { readonly report: number; readonly ink: InkReading | undefined };
    readonly forget: { readonly report: number };
    readonly rename: { readonly address: string; readonly name: string };
    readonly remove: { readonly address: string };
    readonly restore: { readonly address: string };
    readonly write: {
      readonly address: string;
      readonly format: ExportFormat;
      /** Index of the checkpoint, unless all of them are written. */
      readonly checkpoint: number | undefined;
    };
    readonly face: { readonly address: string };
    /** What every network answers; `image`: ink 0..1, row-major `[28][28]`. */
    readonly answers: { readonly image: Float32Array };
    /** What is on this device of the digits that networks learn from. */
    readonly digits: object;
    /** Brings files of digits; notices say how far it is. Cancelled, what has come stays. */
    readonly bringDigits: { readonly wanted: WantedDigits };
  };
  readonly answers: {
    readonly contents: LibraryContents;
    readonly open: OpenedExport;
    readonly shard: NetworkWeights;
    readonly ensureStored: EnsuredShard;
    readonly check: ImportReport;
    readonly keep: string;
    readonly look: string;
    readonly forget: undefined;
    readonly rename: undefined;
    readonly remove: undefined;
    readonly restore: undefined;
    readonly write: readonly WrittenFile[];
    readonly face: NetworkFace | undefined;
    readonly answers: ReadonlyMap<string, NetworkAnswer>;
    readonly digits: DigitFilesState;
    readonly bringDigits: DigitFilesState;
  };
  readonly failure: Failure;
  readonly notice: LibraryNotice;
}

/** What the worker reports without being asked. */
export type LibraryNotice =
  /** The library has changed, in this tab or another. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'storage'; readonly state: StorageState }
  | { readonly kind: 'digits'; readonly progress: DigitsProgress };
