import { DOCUMENT } from '@angular/common';
import { computed, effect, inject, Service } from '@angular/core';
import { mediaQuery } from './media-query.ts';
import { persistedChoice } from './persisted.ts';

/** A dark room, or paper white for bright ones. */
export type Theme = 'dark' | 'light';

/**
 * The theme in use: dark until someone chooses otherwise, kept on this device. Where the system forces its
 * colours on the page, pictures follow those.
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
    // At once, too: the page has its looks before it has words.
    show();
    effect(show);
  }

  choose(theme: Theme): void {
    this.kept.choose(theme);
  }
}
