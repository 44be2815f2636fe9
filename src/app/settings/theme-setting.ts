import { DOCUMENT } from '@angular/common';
import { effect, inject, Service, signal } from '@angular/core';

/** A dark room, or paper white for bright ones. */
export type Theme = 'dark' | 'light';

const STORAGE_KEY = 'theme';

/** The theme in use: dark until someone chooses otherwise, kept on this device. */
@Service()
export class ThemeSetting {
  private readonly document = inject(DOCUMENT);
  private readonly chosen = signal<Theme>(this.stored() === 'light' ? 'light' : 'dark');

  readonly theme = this.chosen.asReadonly();

  constructor() {
    effect(() => {
      this.document.documentElement.dataset['theme'] = this.chosen();
    });
  }

  toggle(): void {
    this.chosen.update((theme) => (theme === 'dark' ? 'light' : 'dark'));
    try {
      localStorage.setItem(STORAGE_KEY, this.chosen());
    } catch {
      // SecurityError or QuotaExceededError: storage is switched off; the choice lasts for this visit.
    }
  }

  private stored(): string | null {
    try {
      return localStorage.getItem(STORAGE_KEY);
    } catch {
      // SecurityError: storage is switched off.
      return null;
    }
  }
}
