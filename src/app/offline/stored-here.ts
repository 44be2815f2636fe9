import { Component, computed, inject, resource, signal } from '@angular/core';
import { Figures } from '../i18n/figures.ts';
import { Phrases } from '../i18n/phrases.ts';
import { Icon } from '../ui/icon.ts';
import { ShardDownload } from '../weights/shard-download.ts';
import { WeightsWorker } from '../weights/weights-worker.ts';
import { DeviceStorage } from './device-storage.ts';
import { OfflineShell } from './offline-shell.ts';
import type { FilesFound } from './shell-files.ts';

/** What is under way, or came of it. */
type Outcome =
  | { readonly kind: 'none' | 'verifying' | 'asked' | 'deleted' }
  | { readonly kind: 'verified'; readonly found: FilesFound };

/** What is kept on this device, how much that is, whether it is whole; and its end. */
@Component({
  selector: 'app-stored-here',
  imports: [Icon],
  templateUrl: './stored-here.html',
  styleUrl: './stored-here.css',
})
export class StoredHere {
  private readonly shell = inject(OfflineShell);
  private readonly download = inject(ShardDownload);
  private readonly weights = inject(WeightsWorker);
  private readonly storage = inject(DeviceStorage);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  protected readonly outcome = signal<Outcome>({ kind: 'none' });
  private readonly sizes = resource({
    // Measured anew when files come, and when they were looked at or deleted.
    params: () => ({
      shell: this.shell.progress()?.filesHere,
      weights: this.download.progress().filesHere,
      outcome: this.outcome(),
    }),
    loader: async ({ abortSignal }) => {
      const [shell, weights] = await Promise.all([
        this.shell.measure(),
        this.weights.measure(abortSignal),
        this.storage.look(),
      ]);
      return { shell, weights: weights.bytes };
    },
  });
  protected readonly rows = computed(() => {
    const { shell, weights } = (this.sizes.hasValue() ? this.sizes.value() : undefined) ?? {
      shell: 0,
      weights: 0,
    };
    const { size } = this.figures;
    return [
      { name: this.say('offline.app'), size: size(shell) },
      { name: this.say('offline.checkpoints'), size: size(weights) },
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
  protected readonly report = computed(() => {
    const outcome = this.outcome();
    switch (outcome.kind) {
      case 'none':
      case 'asked':
        return '';
      case 'verifying':
        return this.say('offline.verifying');
      case 'deleted':
        return this.say('offline.deleted');
      case 'verified':
        return this.tell(outcome.found);
      default:
        return outcome satisfies never;
    }
  });

  protected protect(): void {
    void this.storage.protect();
  }

  protected async verify(): Promise<void> {
    this.outcome.set({ kind: 'verifying' });
    const shell = await this.shell.inspect();
    const weights = await this.download.inspect();
    const found = {
      whole: shell.whole + weights.whole,
      mended: shell.mended + weights.mended,
      missing: shell.missing + weights.missing,
    };
    this.outcome.set({ kind: 'verified', found });
  }

  /** Asks first. */
  protected async delete(): Promise<void> {
    if (this.outcome().kind !== 'asked') {
      this.outcome.set({ kind: 'asked' });
      return;
    }
    await this.shell.clear();
    await this.download.clear();
    this.outcome.set({ kind: 'deleted' });
  }

  private tell({ whole, mended, missing }: FilesFound): string {
    if (missing > 0) return this.say('offline.missing', { count: missing });
    if (mended > 0) return this.say('offline.mended', { count: mended });
    return this.say('offline.whole', { count: whole });
  }
}
