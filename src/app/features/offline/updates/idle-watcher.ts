import { DOCUMENT } from '@angular/common';
import { inject, Service } from '@angular/core';
import { CLOCK } from '../../../platform/clock.ts';

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'] as const;

/** Notices when nobody uses the app. */
@Service()
export class IdleWatcher {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly clock = inject(CLOCK);

  /**
   * Calls back each time that there has been no input for some time.
   * @returns a function that cancels it
   */
  onIdle(forMs: number, callback: () => void): () => void {
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel();
      cancel = this.clock.after(forMs, () => {
        callback();
        wait();
      });
    };
    const options = { capture: true, passive: true };
    for (const type of INPUTS) this.window?.addEventListener(type, wait, options);
    wait();
    return () => {
      cancel();
      for (const type of INPUTS) this.window?.removeEventListener(type, wait, options);
    };
  }
}
