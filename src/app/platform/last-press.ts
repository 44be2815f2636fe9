import { DOCUMENT } from '@angular/common';
import { inject, Service } from '@angular/core';

/**
 * Marks on the page's root what was pressed last: a key, or a pointer. Where it was a pointer, no ring has to show what
 * has the focus; browsers do not agree on that when a script moved the focus.
 */
@Service()
export class LastPress {
  private readonly document = inject(DOCUMENT);

  start(): void {
    const { dataset } = this.document.documentElement;
    // Capture: others stop these events.
    const options = { capture: true, passive: true };
    const mark = (device: 'key' | 'pointer') => (): void => {
      if (dataset['pressedBy'] !== device) dataset['pressedBy'] = device;
    };
    this.document.addEventListener('keydown', mark('key'), options);
    this.document.addEventListener('pointerdown', mark('pointer'), options);
  }
}
