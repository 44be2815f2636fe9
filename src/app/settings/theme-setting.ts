import { DOCUMENT } from '@angular/common';
import { effect, inject, Service } from '@angular/core';
import { keptChoice } from './kept-choice';

/** A dark room, or paper white for bright ones. */
export type Theme = 'dark' | 'light';

/** The theme in use: dark until someone chooses otherwise, kept on this device. */
@Service()
export class ThemeSetting {
  private readonly document = inject(DOCUMENT);
  private readonly kept = keptChoice<Theme>('theme', {
    isValid: (text): text is Theme => text === 'dark' || text === 'light',
    fallback: 'dark',
  });

  readonly theme = this.kept.value;

  constructor() {
    effect(() => {
      this.document.documentElement.dataset['theme'] = this.theme();
    });
  }

  choose(theme: Theme): void {
    this.kept.choose(theme);
  }

  forget(): void {
    this.kept.forget();
  }
}
