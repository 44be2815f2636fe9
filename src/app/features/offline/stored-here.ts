import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Icon } from '../../ui/icon.ts';
import { ShardDownload, type Inspection } from '../../network/weights/client/shard-download.ts';
import { StorageFailure } from '../../network/storage/storage-failure.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { WeightsClient } from '../../network/weights/client/weights-client.ts';
import { DeviceStorage } from './install/device-storage.ts';
import { OfflineShell } from './service-worker/offline-shell.ts';
import type { FilesFound } from './service-worker/shell-files.ts';

/** The result of checking everything; undefined for a part whose files are not known yet. */
type Verdict = readonly [shell: FilesFound | undefined, weights: Inspection | undefined];

/** The action in progress, or its result. */
type Outcome =
  | { readonly kind: 'none' | 'verifying' | 'unverified' | 'asked' }
  | { readonly kind: 'deleting' | 'deleted' | 'undeleted' }
  | { readonly kind: 'verified'; readonly verdict: Verdict };

const REPORTS = {
  verifying: 'offline.verifying',
  unverified: 'offline.unverified',
  deleting: 'offline.deleting',
  deleted: 'offline.deleted',
  undeleted: 'offline.undeleted',
} as const;

/** What is stored on this device and its size, with buttons to verify and delete it. */
@Component({
  selector: 'app-stored-here',
  imports: [Icon],
  templateUrl: './stored-here.html',
  styleUrl: './stored-here.css',
})
export class StoredHere {
  private readonly shell = inject(OfflineShell);
  private readonly download = inject(ShardDownload);
  private readonly weights = inject(WeightsClient);
  private readonly storage = inject(DeviceStorage);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  protected readonly outcome = signal<Outcome>({ kind: 'none' });
  private readonly sizes = resource({
    // Measure again when files arrive, and after they were checked or deleted.
    params: () => ({
      shell: this.shell.progress()?.filesHere,
      weights: this.download.progress().filesHere,
      outcome: this.outcome(),
    }),
    loader: async ({ abortSignal }) => {
      const [shell, weights] = await Promise.all([
        this.shell.measure(),
        this.weights.measure(abortSignal),
        this.storage.refresh(),
      ]);
      return { shell, weights: weights.bytes };
    },
  });
  /** The last measurement; undefined before there is one, or if it failed. */
  private readonly measured = linkedSignal<SizesAt, Sizes | undefined>({
    source: () => ({
      isSettled: !this.sizes.isLoading(),
      sizes: this.sizes.hasValue() ? this.sizes.value() : undefined,
    }),
    computation: ({ isSettled, sizes }, previous) => (isSettled ? sizes : previous?.value),
  });
  protected readonly rows = computed(() => {
    const sizes = this.measured();
    const unknown = this.say('offline.unknown');
    const { size } = this.figures;
    return [
      { name: this.say('offline.app'), size: sizes ? size(sizes.shell) : unknown },
      { name: this.say('offline.checkpoints'), size: sizes ? size(sizes.weights) : unknown },
    ];
  });
  protected readonly total = computed(() => {
    const estimate = this.storage.estimate();
    if (!estimate) return undefined;
    const { size } = this.figures;
    return this.say('offline.total', {
      used: size(estimate.used),
      most: size(estimate.most),
    });
  });
  protected readonly isProtected = this.storage.isProtected;
  protected readonly isBusy = computed(() =>
    ['verifying', 'deleting'].includes(this.outcome().kind),
  );
  protected readonly report = computed(() => {
    const outcome = this.outcome();
    switch (outcome.kind) {
      case 'none':
      case 'asked':
        return '';
      case 'verified':
        return this.describe(outcome.verdict);
      case 'verifying':
      case 'unverified':
      case 'deleting':
      case 'deleted':
      case 'undeleted':
        return this.say(REPORTS[outcome.kind]);
      default:
        return outcome satisfies never;
    }
  });

  protected protect(): void {
    void this.storage.protect();
  }

  protected async verify(): Promise<void> {
    this.outcome.set({ kind: 'verifying' });
    try {
      const verdict = [await this.shell.inspect(), await this.download.inspect()] as const;
      this.outcome.set({ kind: 'verified', verdict });
    } catch (error) {
      this.outcome.set({ kind: 'unverified' });
      if (!isOfStorage(error)) throw error;
    }
  }

  /** Asks for confirmation first. */
  protected async delete(): Promise<void> {
    if (this.outcome().kind !== 'asked') {
      this.outcome.set({ kind: 'asked' });
      return;
    }
    this.outcome.set({ kind: 'deleting' });
    // Delete both, even if one of them fails.
    const deletions = await Promise.allSettled([this.shell.clear(), this.download.clear()]);
    const failures = deletions.filter((deletion) => deletion.status === 'rejected');
    this.outcome.set({ kind: failures.length === 0 ? 'deleted' : 'undeleted' });
    for (const { reason } of failures) if (!isOfStorage(reason)) throw reason;
  }

  private describe([shell, weights]: Verdict): string {
    const known = [shell, weights].filter((found) => found !== undefined);
    const sum = (of: (found: FilesFound) => number): number =>
      known.reduce((total, found) => total + of(found), 0);
    const missing = sum((found) => found.missing);
    const repaired = sum((found) => found.repaired);
    const valid = sum((found) => found.valid);
    if (missing > 0) return this.say('offline.missing', { count: missing });
    if (known.length < 2 || (weights?.unknown ?? 0) > 0) {
      return this.say('offline.partly', { count: valid + repaired });
    }
    if (repaired > 0) return this.say('offline.mended', { count: repaired });
    return this.say('offline.whole', { count: valid });
  }
}

interface Sizes {
  readonly shell: number;
  readonly weights: number;
}

interface SizesAt {
  readonly isSettled: boolean;
  readonly sizes: Sizes | undefined;
}

/** Whether the browser's storage failed; other errors are bugs. */
function isOfStorage(error: unknown): boolean {
  const isOfWeights = error instanceof WeightsFailure && error.failure.storage !== undefined;
  return isOfWeights || error instanceof StorageFailure;
}
