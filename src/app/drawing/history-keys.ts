import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, Service } from '@angular/core';
import { takesText } from '../ui/takes-text.ts';
import { historyStepOf } from './drawing-keys.ts';
import { Paper } from './paper.ts';
import { redoChange, undoChange } from './sketch.ts';

const CHANGES = { undo: undoChange, redo: redoChange } as const;

/**
 * Undoes and brings back with keys wherever the focus is, as after a stroke by touch it may be anywhere; only
 * where text is typed do these keys belong to the text.
 */
@Service()
export class HistoryKeys {
  private readonly paper = inject(Paper);

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const press = (event: KeyboardEvent): void => {
      const step = historyStepOf(event);
      if (!step || event.defaultPrevented || event.isComposing || takesText(event.target)) return;
      this.paper.change(CHANGES[step]);
      event.preventDefault();
    };
    window?.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => window?.removeEventListener('keydown', press));
  }
}
