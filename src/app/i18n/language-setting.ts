import { DOCUMENT } from '@angular/common';
import { effect, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { persistedChoice } from '../platform/persisted.ts';
import { firstSpoken, isLanguage, type Language } from './languages.ts';

/** The language in use: the browser's until someone chooses another. */
@Service()
export class LanguageSetting {
  private readonly document = inject(DOCUMENT);
  private readonly kept = persistedChoice<Language>('language', {
    isValid: isLanguage,
    fallback: firstSpoken(this.document.defaultView?.navigator.languages ?? []),
  });

  readonly language = this.kept.value;

  constructor() {
    const transloco = inject(TranslocoService);
    effect(() => {
      this.document.documentElement.lang = this.language();
      transloco.setActiveLang(this.language());
    });
  }

  choose(language: Language): void {
    this.kept.choose(language);
  }
}
