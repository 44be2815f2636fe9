import { FormatError } from '#model';
import { computed, DestroyRef, inject, Service, signal, type Signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { CheckpointLoader } from './checkpoint-loader.ts';
import { ExportChoice } from './export-choice.ts';
import { Retry } from '../../../platform/retry.ts';
import type { CheckpointOrigin, NetworkInUse } from '../../network-in-use.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { whenOnline } from '../../../platform/when-online.ts';
import { shardAddress, type ShardAddress } from '../shared/shard-address.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import type { ShardState, WeightSet, WeightsProblem } from '../shared/weight-set.ts';
import type { OpenedExport } from '../shared/weights-protocol.ts';
import { WeightsFailure } from './weights-failure.ts';
import { WeightsClient } from './weights-client.ts';

/** An export in use, and the loader of its checkpoints. */
interface CurrentExport {
  readonly manifestSha256: string;
  readonly loader: CheckpointLoader;
  readonly shards: readonly ShardAddress[];
}

const NONE: ReadonlySet<number> = new Set();

/** The source of the weights: the current export, and the checkpoint of it that was asked for. */
@Service()
export class WeightsService {
  private readonly worker = inject(WeightsClient);
  private readonly choice = inject(ExportChoice);
  private readonly clock = inject(CLOCK);

  private readonly current = signal<CurrentExport | undefined>(undefined);
  private readonly exportProblem = signal<WeightsProblem | undefined>(undefined);
  private readonly reopening = new Retry(this.clock, () => {
    void this.openChosen();
  });
  private opening = new AbortController();
  private choosing = new AbortController();

  private readonly loader = computed(() => this.current()?.loader);

  /** The export in use; undefined until the first one has arrived. */
  readonly set: Signal<WeightSet | undefined> = computed(() => this.loader()?.set);
  /** Index in the timeline that was last asked for; starts at the last checkpoint. */
  readonly position: Signal<number> = computed(() => this.loader()?.position() ?? 0);
  /** The newest requested checkpoint that has arrived; stays while the next one loads or fails. */
  readonly loaded: Signal<NetworkInUse<CheckpointOrigin> | undefined> = computed(() =>
    this.loader()?.loaded(),
  );
  /** Per checkpoint of the timeline. */
  readonly shardStates: Signal<readonly ShardState[]> = computed(
    () => this.loader()?.states() ?? [],
  );
  /** Indices of the checkpoints whose shards are stored on this device. */
  readonly stored: Signal<ReadonlySet<number>> = computed(() => this.loader()?.stored() ?? NONE);
  /** The addresses of the current export's shards. */
  readonly shards: Signal<readonly ShardAddress[]> = computed(() => this.current()?.shards ?? []);
  /** Why the position asked for, or the export, is not shown; undefined when all is well. */
  readonly problem: Signal<WeightsProblem | undefined> = computed(
    () => this.loader()?.problem() ?? this.exportProblem(),
  );
  /** Whether weights are stored for the next visit. */
  readonly storage: Signal<StorageState> = this.worker.storage;

  constructor() {
    whenOnline(() => {
      this.retry();
    });
    this.worker.stored.pipe(takeUntilDestroyed()).subscribe((file) => {
      this.markStored(file);
    });
    inject(DestroyRef).onDestroy(() => {
      this.opening.abort();
      this.choosing.abort();
      this.reopening.reset();
      this.loader()?.stop();
    });
    void this.openChosen();
  }

  /** Asks for a checkpoint by its index. Never blocks; the newest request wins. */
  show(index: number): void {
    this.loader()?.ask(index);
  }

  /** Retries at once whatever failed. */
  retry(): void {
    if (this.exportProblem()) void this.openChosen();
    this.loader()?.retry();
  }

  /**
   * Switches to another export on the app's origin, or of the library, until this tab is closed, once its manifest and
   * last checkpoint have been checked; shows that checkpoint.
   * @throws FormatError that names the file, and nothing changes; an AbortError if a newer call or the end of the app
   * came first
   */
  async use(manifestUrl: string): Promise<void> {
    const url = this.choice.resolve(manifestUrl);
    this.choosing.abort();
    this.choosing = new AbortController();
    let opened: OpenedExport;
    try {
      opened = await this.worker.open(url, 'offline', this.choosing.signal);
    } catch (error) {
      throw error instanceof WeightsFailure ? error.original : error;
    }
    this.opening.abort();
    this.reopening.reset();
    this.adopt(opened);
    this.exportProblem.set(undefined);
    this.choice.rememberHere(opened.set.url);
  }

  /** Opens the chosen export. If that fails, reports it and opens the default one. */
  private async openChosen(): Promise<void> {
    this.opening.abort();
    const { signal } = (this.opening = new AbortController());
    let problem: WeightsProblem | undefined;
    for (const address of this.choice.candidates()) {
      try {
        const url = this.choice.resolve(address);
        const opened = await this.worker.open(url, 'offline-or-invalid', signal);
        this.reopening.reset();
        if (opened.set.url !== url) this.choice.moved(url, opened.set.url);
        this.adopt(opened);
        if (opened.refused) problem ??= problemOf(new WeightsFailure(opened.refused));
        this.exportProblem.set(problem);
        return;
      } catch (error) {
        // Aborted by a newer call; or a FormatError of the address, or a WeightsFailure of a file.
        if (signal.aborted) return;
        if (!(error instanceof FormatError || error instanceof WeightsFailure)) throw error;
        problem ??= problemOf(error);
      }
    }
    this.exportProblem.set(problem);
    if (!this.current()) this.reopening.scheduleNext();
  }

  private adopt({ set, manifestSha256, weights, stored }: OpenedExport): void {
    const current = this.current();
    if (current?.manifestSha256 === manifestSha256 && current.loader.set.url === set.url) return;
    const shards = set.timeline.map((_, index) => shardAddress(set, manifestSha256, index));
    const loader = new CheckpointLoader({
      set,
      weights,
      stored,
      load: (index, signal) => this.worker.shard(shardAddress(set, manifestSha256, index), signal),
      describe,
      clock: this.clock,
    });
    current?.loader.stop();
    this.current.set({ manifestSha256, loader, shards });
  }

  private markStored(file: string): void {
    const current = this.current();
    current?.loader.markStored((index) => current.shards[index]?.file === file);
  }
}

function problemOf(error: unknown): WeightsProblem {
  return { kind: 'export', ...describe(error) };
}

function describe(error: unknown): Omit<WeightsProblem, 'kind' | 'index'> {
  if (error instanceof WeightsFailure) {
    const { message, isCorrupt, refused } = error;
    return { message, isCorrupt, ...(refused && { refused }) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { message, isCorrupt: error instanceof FormatError };
}
