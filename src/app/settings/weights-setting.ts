import { DOCUMENT } from '@angular/common';
import { computed, inject, Service, signal } from '@angular/core';
import { DEFAULT_MANIFEST } from '../weights/export-choice.ts';
import { WeightsService } from '../weights/weights-service.ts';

/** Which export is read from, as a person chooses it. */
@Service()
export class WeightsSetting {
  private readonly weights = inject(WeightsService);
  private readonly folder = new URL('.', inject(DOCUMENT).baseURI).href;
  private readonly checks = signal(0);
  private readonly refused = signal<string | undefined>(undefined);

  /** Of the manifest in use, as short as it can be written; empty for the one that comes with the app. */
  readonly address = computed(() => {
    const url = this.weights.set()?.url ?? '';
    const address = url.startsWith(this.folder) ? url.slice(this.folder.length) : url;
    return address === DEFAULT_MANIFEST ? '' : address;
  });
  /** Whether an export is being checked. */
  readonly isBusy = computed(() => this.checks() > 0);
  /** Why the last one was refused: names the file, what was expected and what was found. */
  readonly refusal = this.refused.asReadonly();

  /** Checks an export and takes it if it is whole; otherwise `refusal` says why not. Never rejects. */
  async use(address: string): Promise<void> {
    await this.check(this.weights.use(address.trim()));
  }

  /** The same for an export brought as files: a manifest and all its snapshots. */
  async useFiles(files: readonly File[]): Promise<void> {
    await this.check(this.weights.useFiles(files));
  }

  /** Says why something that was brought is no export. */
  refuse(message: string): void {
    this.refused.set(message);
  }

  private async check(taken: Promise<void>): Promise<void> {
    this.refused.set(undefined);
    this.checks.update((count) => count + 1);
    try {
      await taken;
    } catch (error) {
      // FormatError of the address or a file; an AbortError when another was asked for meanwhile.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.refused.set(error instanceof Error ? error.message : String(error));
    } finally {
      this.checks.update((count) => count - 1);
    }
  }

  /** Goes back to the export that comes with the app. */
  async useDefault(): Promise<void> {
    if (this.address() === '') this.refused.set(undefined);
    else await this.use(DEFAULT_MANIFEST);
  }
}
