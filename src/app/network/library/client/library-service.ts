import type { InkReading } from '#formats';
import { computed, inject, Service, signal, type Signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ExportChoice } from '../../weights/client/export-choice.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import { WeightsService } from '../../weights/client/weights-service.ts';
import type { StorageState } from '../../weights/shared/weight-set.ts';
import type { ImportReport, NetworkReport } from '../shared/import-report.ts';
import { isLookedAt } from '../../library-address.ts';
import type {
  ExportFormat,
  LibraryNetwork,
  NetworkAnswer,
  NetworkFace,
  RemovedNetwork,
  WrittenFile,
} from '../shared/library-network.ts';
import type { LibraryContents } from '../shared/library-protocol.ts';
import { LibraryClient } from './library-client.ts';

const NOTHING: LibraryContents = { networks: [], removed: [] };

/**
 * The networks on this device: which there are, which one reads, and how they come in and go out. All work is done in a
 * worker. Methods that return a promise reject with a `FormatError`, whose message is one sentence that names file,
 * place, what was expected and what was found; with a `WeightsFailure` if the worker or storage failed
 * (`failure.storage` says why: missing, full, failed); or with the signal's reason. Then nothing has changed.
 */
@Service()
export class LibraryService {
  private readonly worker = inject(LibraryClient);
  private readonly weights = inject(WeightsService);
  private readonly choice = inject(ExportChoice);

  private readonly contents = signal<LibraryContents | undefined>(undefined);
  private isOpen = false;

  /**
   * Everything that can be used: the app's own network first, then those on the server that were used by address, then
   * the kept ones, the newest first. Empty until `open` was called and answered.
   */
  readonly networks: Signal<readonly LibraryNetwork[]> = computed(
    () => (this.contents() ?? NOTHING).networks,
  );
  /** Whether `networks` is what there is. */
  readonly isLoaded: Signal<boolean> = computed(() => this.contents() !== undefined);
  /** Networks that were removed in the last ten seconds, in this tab or another. */
  readonly removed: Signal<readonly RemovedNetwork[]> = computed(
    () => (this.contents() ?? NOTHING).removed,
  );
  /** Id of the network that reads, or of none in `networks` while one is only looked at. */
  readonly inUse: Signal<string | undefined> = computed(() => this.weights.set()?.url);
  /** Whether the network that reads is only looked at, and not kept. */
  readonly isLooking: Signal<boolean> = computed(() => isLookedAt(this.inUse() ?? ''));
  /** Id of the network that each visit begins with. */
  readonly defaultId: Signal<string> = computed(() => this.choice.defaultUrl());
  /** Whether networks can be kept here. */
  readonly storage: Signal<StorageState> = this.worker.storage;

  constructor() {
    this.worker.changed.pipe(takeUntilDestroyed()).subscribe(() => {
      if (this.isOpen) void this.refresh();
    });
  }

  /** Has `networks` filled, and kept up to date from now on, with what other tabs do too. */
  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    void this.refresh();
  }

  /** Has a network read, in this tab until it is closed. It shows its last checkpoint. */
  async use(id: string): Promise<void> {
    await this.weights.use(id);
  }

  /** Has each visit begin with a network. The one that reads now stays. */
  makeDefault(id: string): void {
    this.choice.remember(id);
  }

  /** Gives a kept network another name; surrounding space is cut off, and an empty name changes nothing. */
  async rename(id: string, name: string): Promise<void> {
    await this.answer(this.worker.request('rename', { address: id, name }));
  }

  /**
   * Takes a kept network out of the library. It can be brought back within ten seconds, also after a reload or in
   * another tab; then it is deleted, by this visit or the next one. If it was in use, the default one reads; if it was
   * the default, the app's own is.
   */
  async remove(id: string): Promise<void> {
    await this.answer(this.worker.request('remove', { address: id }));
  }

  /** Brings back a removed network, and has it read, or be the default, if it did and nothing else was chosen since. */
  async undo(id: string): Promise<void> {
    await this.answer(this.worker.request('restore', { address: id }));
  }

  /**
   * Reads files that someone chose, dropped, pasted or opened with the app: a zip, a manifest with its snapshots, an ONNX
   * file with its data, or drawings. All of it is checked and tried on the bundled digits; nothing is kept.
   */
  async check(files: readonly File[], signal?: AbortSignal): Promise<ImportReport> {
    return this.answer(this.worker.request('check', { files }, signal && { signal }));
  }

  /**
   * Keeps a checked network in the library: in one transaction, and read back. It is not used by that.
   * @param ink how ink counts, where the report asks
   * @returns its id
   */
  async keep(
    report: NetworkReport,
    { name = report.name, ink }: { readonly name?: string; readonly ink?: InkReading } = {},
  ): Promise<string> {
    return this.answer(this.worker.request('keep', { report: report.id, name, ink }));
  }

  /** Has a checked network read without keeping it. It can still be kept; it goes when another one is used. */
  async look(report: NetworkReport, ink?: InkReading): Promise<void> {
    const address = await this.answer(this.worker.request('look', { report: report.id, ink }));
    await this.weights.use(address);
  }

  /** Lets go of a report that is neither kept nor looked at. */
  cancel(report: NetworkReport): void {
    void this.worker.request('forget', { report: report.id });
  }

  /**
   * A network as files to share or save: everything in the seed's zip, or one checkpoint as manifest and snapshot, or as
   * ONNX.
   * @param checkpoint index of the checkpoint; the last one by default
   */
  async exportFiles(
    id: string,
    format: ExportFormat,
    { checkpoint, signal }: { readonly checkpoint?: number; readonly signal?: AbortSignal } = {},
  ): Promise<readonly WrittenFile[]> {
    const params = { address: id, format, checkpoint };
    return this.answer(this.worker.request('write', params, signal && { signal }));
  }

  /** What a network's strongest neurons weigh; undefined where there is nothing square to show. */
  async face(id: string, signal?: AbortSignal): Promise<NetworkFace | undefined> {
    return this.answer(this.worker.request('face', { address: id }, signal && { signal }));
  }

  /**
   * What each network answers; networks whose weights cannot be read are left out. Ask when nothing else is to be done:
   * some milliseconds a network, in the worker.
   * @param image ink 0..1, as it goes into the network, row-major `[28][28]`
   */
  async answers(
    image: Float32Array,
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, NetworkAnswer>> {
    return this.answer(this.worker.request('answers', { image }, signal && { signal }));
  }

  private async refresh(): Promise<void> {
    this.contents.set(await this.worker.request('contents', {}));
  }

  /** @throws FormatError where the worker found one */
  private async answer<Result>(result: Promise<Result>): Promise<Result> {
    try {
      return await result;
    } catch (error) {
      throw error instanceof WeightsFailure ? error.original : error;
    }
  }
}
