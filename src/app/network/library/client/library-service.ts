import type { InkReading } from '#formats';
import { FormatError } from '#model';
import { computed, effect, inject, Service, signal, untracked, type Signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ExportChoice } from '../../weights/client/export-choice.ts';
import { toldElsewhere, WeightsFailure } from '../../weights/client/weights-failure.ts';
import { WeightsService } from '../../weights/client/weights-service.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import { DEFAULT_MANIFEST } from '../../weights/shared/default-manifest.ts';
import type { ImportReport, NetworkReport } from '../shared/import-report.ts';
import { isLookedAt, isOfLibrary, lookAddress } from '../../library-address.ts';
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

const NOTHING: LibraryContents = { networks: [], removed: [], isComplete: false };

/** What a removed network was, so that undoing makes it that again. */
interface Removal {
  /** What reads in its place, if it read. */
  readonly replacedBy: string | undefined;
  readonly wasDefault: boolean;
}

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
  private readonly looking = signal<NetworkReport | undefined>(undefined);
  private readonly failure = signal<string | undefined>(undefined);
  private readonly removals = new Map<string, Removal>();
  private isOpen = false;
  private refreshes = 0;

  /**
   * Everything that can be used: the app's own network first, then those on the server that were used by address, then
   * the kept ones, the newest first. Empty until `open` was called and answered.
   */
  readonly networks: Signal<readonly LibraryNetwork[]> = computed(
    () => (this.contents() ?? NOTHING).networks,
  );
  /** Whether `networks` is what there is. */
  readonly isLoaded: Signal<boolean> = computed(() => this.contents() !== undefined);
  /** Why the list could not be made, in a sentence; undefined if all is well. */
  readonly problem: Signal<string | undefined> = this.failure.asReadonly();
  /** Networks that were removed in the last ten seconds, in this tab or another. */
  readonly removed: Signal<readonly RemovedNetwork[]> = computed(
    () => (this.contents() ?? NOTHING).removed,
  );
  /** Id of the network that reads, or of none in `networks` while one is only looked at. */
  readonly inUse: Signal<string | undefined> = computed(() => this.weights.set()?.url);
  /** Whether the network that reads is only looked at, and not kept. */
  readonly isLooking: Signal<boolean> = computed(() => isLookedAt(this.inUse() ?? ''));
  /** What is only looked at, so that it can still be kept; undefined while another network reads. */
  readonly lookedAt: Signal<NetworkReport | undefined> = computed(() => {
    const report = this.looking();
    return report && this.inUse() === lookAddress(report.id) ? report : undefined;
  });
  /** Id of the network that each visit begins with. */
  readonly defaultId: Signal<string> = computed(() => this.choice.defaultUrl());
  /** Whether networks can be kept here. */
  readonly storage: Signal<StorageState> = this.worker.storage;

  constructor() {
    this.worker.changed.pipe(takeUntilDestroyed()).subscribe(() => {
      if (this.isOpen) void this.refresh();
    });
    // What was looked at goes when another network reads.
    effect(() => {
      const report = this.looking();
      if (!report || this.lookedAt()) return;
      this.looking.set(undefined);
      untracked(() => {
        this.cancel(report);
      });
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
    const [wasInUse, wasDefault] = [this.inUse() === id, this.defaultId() === id];
    // From now on, so that the news of it does not have another network read a second time.
    this.removals.set(id, { replacedBy: undefined, wasDefault });
    try {
      await this.answer(this.worker.request('remove', { address: id }));
    } catch (error) {
      this.removals.delete(id);
      throw error;
    }
    if (wasDefault) this.choice.remember(DEFAULT_MANIFEST);
    if (!wasInUse) return;
    this.removals.set(id, { replacedBy: await this.useDefault(), wasDefault });
  }

  /** Brings back a removed network, and has it read, or be the default, if it did and nothing else was chosen since. */
  async undo(id: string): Promise<void> {
    await this.answer(this.worker.request('restore', { address: id }));
    const removal = this.removals.get(id);
    this.removals.delete(id);
    if (!removal) return;
    const { replacedBy, wasDefault } = removal;
    if (wasDefault && this.choice.addressOf(this.defaultId()) === undefined) this.makeDefault(id);
    if (replacedBy !== undefined && replacedBy === this.inUse()) await this.use(id);
  }

  /**
   * Reads files that someone chose, dropped, pasted or opened with the app: a zip, a manifest with its snapshots, an ONNX
   * file with its data, or drawings. All of it is checked and tried on the bundled digits; nothing is kept.
   */
  async check(files: readonly File[], signal?: AbortSignal): Promise<ImportReport> {
    const incoming = files.map((file) => ({ path: pathOf(file), file }));
    return this.answer(this.worker.request('check', { files: incoming }, signal && { signal }));
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
    const id = await this.answer(this.worker.request('keep', { report: report.id, name, ink }));
    this.cancel(report);
    return id;
  }

  /** Has a checked network read without keeping it. It can still be kept; it goes when another one is used. */
  async look(report: NetworkReport, ink?: InkReading): Promise<void> {
    const address = await this.answer(this.worker.request('look', { report: report.id, ink }));
    await this.weights.use(address);
    this.looking.set(report);
  }

  /** Lets go of a report. What is looked at stays until another network reads. */
  cancel(report: NetworkReport): void {
    if (this.inUse() === lookAddress(report.id)) return;
    // Where the worker has died, the report has with it.
    void toldElsewhere(this.worker.request('forget', { report: report.id }));
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

  /** Reads the list again. The newest list wins: an older one may lack what was kept meanwhile. */
  private async refresh(): Promise<void> {
    const refresh = ++this.refreshes;
    try {
      const contents = await this.worker.request('contents', {});
      if (refresh !== this.refreshes) return;
      this.contents.set(contents);
      this.failure.set(undefined);
      if (contents.isComplete) await this.leaveDeleted(contents);
    } catch (error) {
      // The worker did not start, or died.
      if (!(error instanceof WeightsFailure)) throw error;
      this.failure.set(error.message);
    }
  }

  /** What was deleted in another tab is not used here, and not the default, any more. */
  private async leaveDeleted({ networks }: LibraryContents): Promise<void> {
    const isGone = (id = ''): boolean =>
      isOfLibrary(id) &&
      !isLookedAt(id) &&
      !this.removals.has(id) &&
      !networks.some((network) => network.id === id);
    if (isGone(this.defaultId())) this.choice.remember(DEFAULT_MANIFEST);
    if (isGone(this.inUse())) await this.useDefault();
  }

  /**
   * Has the default network read, else the app's own.
   * @returns which reads then; undefined if neither can, so that what is on screen stays
   */
  private async useDefault(): Promise<string | undefined> {
    for (const address of new Set([this.defaultId(), DEFAULT_MANIFEST])) {
      try {
        await this.use(address);
        return this.inUse();
      } catch (error) {
        // Something else was chosen meanwhile.
        if (error instanceof DOMException) return undefined;
        // Not on this device, or damaged.
        if (!(error instanceof FormatError || error instanceof WeightsFailure)) throw error;
      }
    }
    return undefined;
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

/** A file's path in the folder that was chosen; its name if files were chosen, or the browser has no folders. */
function pathOf(file: File): string {
  // eslint-disable-next-line baseline/use-baseline -- Where it is missing, names will do.
  return file.webkitRelativePath || file.name;
}
