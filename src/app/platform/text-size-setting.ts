import { DOCUMENT } from '@angular/common';
import { effect, inject, Service } from '@angular/core';
import { persistedChoice } from './persisted.ts';

/** For one's own screen, or for a projector that is read from three metres away. */
export type TextSize = 'normal' | 'large';

/** The size of all text: normal unless chosen otherwise, stored on this device. */
@Service()
export class TextSizeSetting {
  private readonly document = inject(DOCUMENT);
  private readonly kept = persistedChoice<TextSize>('textSize', {
    isValid: (text): text is TextSize => text === 'normal' || text === 'large',
    fallback: 'normal',
  });

  readonly size = this.kept.value;

  constructor() {
    const show = (): void => {
      this.document.documentElement.dataset['text'] = this.size();
    };
    // At once, too, so that the page is styled before its phrases have loaded.
    show();
    effect(show);
  }

  choose(size: TextSize): void {
    this.kept.choose(size);
  }
}
