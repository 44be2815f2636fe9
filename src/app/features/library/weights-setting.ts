import { FormatError } from '#model';
import { computed, inject, linkedSignal, Service, signal } from '@angular/core';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { ExportChoice } from '../../network/weights/client/export-choice.ts';
import { DEFAULT_MANIFEST } from '../../network/weights/shared/default-manifest.ts';
import { LibraryService } from '../../network/library/client/library-service.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';

/** The user's choice of an export. */
@Service()
export class WeightsSetting {
  private readonly weights = inject(WeightsService);
  private readonly library = inject(LibraryService);
  private readonly choice = inject(ExportChoice);
  private readonly checks = signal(0);
  private readonly refused = signal<string | undefined>(undefined);

  /** Shortest address of the manifest in use; empty for the one that comes with the app. */
  readonly address = computed(() => {
    const set = this.weights.set();
    return (set && this.choice.addressOf(set.url)) ?? '';
  });
  /** The address in the form: the one in use, until someone types another. */
  readonly typed = linkedSignal(() => this.address());
  /** Whether an export is being checked. */
  readonly isBusy = computed(() => this.checks() > 0);
  /** Why the last one was refused: names the file, what was expected and what was found. */
  readonly refusal = this.refused.asReadonly();

  /**
   * Checks the export at an address, the typed one by default, and uses it, on later visits too; otherwise `refusal` says
   * why not.
   */
  async use(address = this.typed()): Promise<void> {
    await this.check(this.useAlways(address.trim()));
  }

  /** The same for a network from files, which is kept in the library. */
  async useFiles(files: readonly File[]): Promise<void> {
    await this.check(this.keepAndUse(files));
  }

  private async keepAndUse(files: readonly File[]): Promise<void> {
    const report = await this.library.check(files);
    if (report.kind === 'drawings') {
      throw new FormatError(report.file, 'the file', 'a network', 'drawings');
    }
    await this.useAlways(report.twin ?? (await this.library.keep(report)));
  }

  private async useAlways(address: string): Promise<void> {
    await this.library.use(address);
    this.library.makeDefault(address);
  }

  /** Shows why something is not an export. */
  refuse(message: string): void {
    this.refused.set(message);
  }

  private async check(change: Promise<void>): Promise<void> {
    this.refused.set(undefined);
    this.checks.update((count) => count + 1);
    try {
      await change;
    } catch (error) {
      // Another export was requested meanwhile.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      // FormatError: the address or a file is wrong. WeightsFailure: the worker or the storage failed.
      if (!(error instanceof FormatError || error instanceof WeightsFailure)) throw error;
      this.refused.set(error.message);
    } finally {
      this.checks.update((count) => count - 1);
    }
  }

  /** Goes back to the export that comes with the app. */
  async useDefault(): Promise<void> {
    this.typed.set('');
    if (this.address() === '') this.refused.set(undefined);
    else await this.use(DEFAULT_MANIFEST);
  }
}
