import { computed, effect, inject, Injector, Service, signal, untracked } from '@angular/core';
import type { DigitDownload } from '../../network/library/client/digit-download.ts';
import { ShardDownload } from '../../network/weights/client/shard-download.ts';
import type { FileProblem } from '../../network/weights/shared/file-failure.ts';
import { CLOCK } from '../../platform/clock.ts';
import { Retry } from '../../platform/retry.ts';

/** What becomes of the digits: they come, wait for the network, do not fit, do not arrive as they should, or are here. */
export type OfflineDigitsState = 'loading' | 'waiting' | 'full' | 'blocked' | 'here';

/**
 * Brings the digits that the lab begins with onto this device, 1.9 MB, after all checkpoints: what was asked of visitors
 * about those holds for these, too.
 */
@Service()
export class OfflineDigits {
  private readonly injector = inject(Injector);
  private readonly checkpoints = inject(ShardDownload);
  /** Once its script is here: nothing before the checkpoints needs it. */
  private readonly digits = signal<DigitDownload | undefined>(undefined);
  private readonly retrying = new Retry(inject(CLOCK), () => {
    void this.bring();
  });

  readonly state = computed((): OfflineDigitsState => {
    const digits = this.digits();
    const starter = digits?.starter();
    if (starter === 'here') return 'here';
    const problem = digits?.problem();
    if (starter !== 'failed' || !problem) return 'loading';
    if (problem.failure.storage !== undefined) return 'full';
    return problem.refused ? 'blocked' : 'waiting';
  });

  /** The file that the network is not to blame for. */
  readonly problems = computed((): readonly FileProblem[] => {
    const refused = this.state() === 'blocked' ? this.digits()?.problem()?.refused : undefined;
    return refused ? [refused] : [];
  });

  /** Begins: whenever all checkpoints are here, also after what was on the device was deleted. */
  start(): void {
    effect(
      () => {
        if (this.checkpoints.state() !== 'done') return;
        untracked(() => {
          void this.bring();
        });
      },
      { injector: this.injector },
    );
  }

  private async bring(): Promise<void> {
    try {
      const { DigitDownload } = await import('../../network/library/client/digit-download.ts');
      const digits = this.injector.get(DigitDownload);
      this.digits.set(digits);
      await digits.look();
      if (digits.starter() !== 'here') await digits.bring('starter');
    } catch (error) {
      // The script does not come: no server, before all of the app is on the device.
      if (!(error instanceof TypeError)) throw error;
    }
    if (this.state() === 'here' || this.state() === 'full') this.retrying.reset();
    else this.retrying.scheduleNext();
  }
}
