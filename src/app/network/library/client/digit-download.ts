import { computed, inject, Service, signal } from '@angular/core';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import {
  digitsProgress,
  wantedFiles,
  type DigitFilesState,
  type DigitFileState,
  type DigitsProgress,
  type WantedDigits,
} from '../shared/digit-files.ts';
import { LibraryClient } from './library-client.ts';

/** What becomes of the digits: not known yet, not all here, coming, here, or stopped by `problem`. */
export type DigitsState = 'unknown' | 'missing' | 'loading' | 'here' | 'failed';

/** Brings the digits that networks learn from onto this device, and says what is here. */
@Service()
export class DigitDownload {
  private readonly worker = inject(LibraryClient);

  private readonly files = signal<readonly DigitFileState[] | undefined>(undefined);
  private readonly failure = signal<WeightsFailure | undefined>(undefined);
  private readonly loading = signal<WantedDigits | undefined>(undefined);
  private ending = new AbortController();
  private isUnstored = false;

  /** Why files did not come: `failure.storage` where there is no room, `failure.arrival` says what came instead. */
  readonly problem = this.failure.asReadonly();
  /** The state of the first file to learn from and of the test file: enough for everything up to 10,000 digits. */
  readonly starter = computed(() => this.stateOf('starter'));
  /** The state of all files. */
  readonly all = computed(() => this.stateOf('all'));
  /** How much of which is here, while files come: of those that were asked for. */
  readonly progress = computed((): DigitsProgress | undefined =>
    this.loading() === undefined ? undefined : this.worker.digitsProgress(),
  );
  /** What is missing for all files, in bytes: what a switch that asks for them says. */
  readonly bytesMissing = computed(() => {
    const { bytes, bytesHere } = digitsProgress(this.files() ?? []);
    return bytes - bytesHere;
  });

  /** Looks what is here; nothing is fetched. */
  async look(): Promise<void> {
    try {
      this.take(await this.worker.request('digits', {}));
    } catch (error) {
      this.failed(error);
    }
  }

  /** Brings files, unless they are here. One request at a time: of two, the later one goes on. */
  async bring(wanted: WantedDigits): Promise<void> {
    this.cancel();
    const { signal } = (this.ending = new AbortController());
    this.failure.set(undefined);
    this.loading.set(wanted);
    try {
      this.take(await this.worker.request('bringDigits', { wanted }, { signal }));
    } catch (error) {
      if (signal.aborted) return;
      this.failed(error);
      // Those that did come are here.
      if (!this.isUnstored) await this.look();
    }
    if (!signal.aborted) this.loading.set(undefined);
  }

  /** Stops what is coming; what has come stays. */
  cancel(): void {
    this.ending.abort();
    this.loading.set(undefined);
  }

  private take({ files }: DigitFilesState): void {
    this.files.set(files);
  }

  private stateOf(wanted: WantedDigits): DigitsState {
    const files = this.files();
    if (files && files.length > 0 && wantedFiles(files, wanted).every(({ isHere }) => isHere)) {
      return 'here';
    }
    const loading = this.loading();
    if (loading === 'all' || loading === wanted) return 'loading';
    if (this.failure()) return 'failed';
    return files ? 'missing' : 'unknown';
  }

  private failed(error: unknown): void {
    // The worker reports files and storage that do not work, and its own death.
    if (!(error instanceof WeightsFailure)) throw error;
    this.isUnstored = error.failure.storage !== undefined;
    this.failure.set(error);
  }
}
