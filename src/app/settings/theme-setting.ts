import { DOCUMENT } from '@angular/common';
import { effect, inject, Service, signal } from '@angular/core';
import { keepValue, keptValue } from './kept-value';

/** A dark room, or paper white for bright ones. */
export type Theme = 'dark' | 'light';

const STORAGE_KEY = 'theme';

/** The theme in use: dark until someone chooses otherwise, kept on this device. */
@Service()
export class ThemeSetting {
  private readonly document = inject(DOCUMENT);
  private readonly chosen = signal<Theme>(keptValue(STORAGE_KEY) === 'light' ? 'light' : 'dark');

  readonly theme = this.chosen.asReadonly();

  constructor() {
    effect(() => {
      this.document.documentElement.dataset['theme'] = this.chosen();
    });
  }

  toggle(): void {
    this.chosen.update((theme) => (theme === 'dark' ? 'light' : 'dark'));
    keepValue(STORAGE_KEY, this.chosen());
  }
}
