import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Service } from '@angular/core';
import { LabService } from '../../network/lab/client/lab-service.ts';
import { LabBench } from './lab-bench.ts';
import { LabSteps } from './lab-steps.ts';

/** What uses the space bar itself: the paper, the network's picture, and every control. */
const USES_SPACE = 'button, a, input, select, textarea, summary, dialog, [role="application"]';

/** The space bar holds the run, lets it go on, or takes the next step, wherever it is not needed for something else. */
@Service({ autoProvided: false })
export class LabKeys {
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly steps = inject(LabSteps);
  private readonly document = inject(DOCUMENT);
  private readonly destroyRef = inject(DestroyRef);

  /** Listens until the page ends. */
  start(): void {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.repeat || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(USES_SPACE)) return;
      if (this.toggle()) event.preventDefault();
    };
    this.document.addEventListener('keydown', press);
    this.destroyRef.onDestroy(() => {
      this.document.removeEventListener('keydown', press);
    });
  }

  private toggle(): boolean {
    if (this.lab.isWatching()) return false;
    switch (this.lab.phase()?.kind) {
      case 'learning':
        this.lab.hold();
        return true;
      case 'held':
        if (this.bench.pace() === 'step') this.steps.next();
        else this.lab.go();
        return true;
      case 'ended':
      case undefined:
        return false;
    }
  }
}
