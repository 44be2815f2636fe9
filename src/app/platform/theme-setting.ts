import { DOCUMENT } from '@angular/common';
import { computed, effect, inject, Service } from '@angular/core';
import { mediaQuery } from './media-query.ts';
import { persistedChoice } from './persisted.ts';

/** A dark room, or paper white for bright ones. */
export type Theme = 'dark' | 'light';

/**
 * The current theme: dark unless chosen otherwise, stored on this device. If the system forces its own colours, the theme
 * follows those.
 */
@Service()
export class ThemeSetting {
  private readonly document = inject(DOCUMENT);
  private readonly kept = persistedChoice<Theme>('theme', {
    isValid: (text): text is Theme => text === 'dark' || text === 'light',
    fallback: 'dark',
  });

  private readonly areColoursForced = mediaQuery('(forced-colors: active)');
  private readonly isSystemDark = mediaQuery('(prefers-color-scheme: dark)');

  readonly theme = computed(() => {
    if (this.areColoursForced()) return this.isSystemDark() ? 'dark' : 'light';
    return this.kept.value();
  });

  constructor() {
    const show = (): void => {
      this.document.documentElement.dataset['theme'] = this.theme();
    };
    // At once, too, so that the page is styled before its phrases have loaded.
    show();
    effect(show);
  }

  choose(theme: Theme): void {
    this.kept.choose(theme);
  }
}
