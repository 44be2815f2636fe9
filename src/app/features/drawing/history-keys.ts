import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Service } from '@angular/core';
import { takesText } from '../../platform/takes-text.ts';
import { historyStepOf } from './drawing-keys.ts';
import { DrawingStore } from './drawing-store.ts';

/**
 * Undoes and redoes by keys wherever the focus is, because after a stroke by touch it may be anywhere. In text
 * fields the keys keep their usual meaning.
 */
@Service({ autoProvided: false })
export class HistoryKeys {
  private readonly store = inject(DrawingStore);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const press = (event: KeyboardEvent): void => {
      const kind = historyStepOf(event);
      if (!kind || event.defaultPrevented || event.isComposing || takesText(event.target)) return;
      this.store.dispatch({ kind });
      event.preventDefault();
    };
    window?.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => window?.removeEventListener('keydown', press));
  }
}
