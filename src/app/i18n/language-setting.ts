import { DOCUMENT } from '@angular/common';
import { effect, inject, Service, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { MissingParts } from '../platform/missing-parts.ts';
import { persistedChoice } from '../platform/persisted.ts';
import { firstSpoken, isLanguage, LANGUAGES, type Language } from './languages.ts';

/** The language in use: the browser's until someone chooses another. */
@Service()
export class LanguageSetting {
  private readonly document = inject(DOCUMENT);
  private readonly transloco = inject(TranslocoService);
  private readonly missingParts = inject(MissingParts);
  private readonly kept = persistedChoice<Language>('language', {
    isValid: isLanguage,
    fallback: firstSpoken(this.document.defaultView?.navigator.languages ?? []),
  });
  private readonly inUse = signal(this.kept.value());

  /** The one whose phrases are here: another one is in use as soon as its phrases have arrived. */
  readonly language = this.inUse.asReadonly();

  constructor() {
    effect(() => {
      const chosen = this.kept.value();
      untracked(() => void this.use(chosen));
    });
    effect(() => {
      const language = this.language();
      const { documentElement } = this.document;
      documentElement.lang = language;
      documentElement.dir = LANGUAGES[language].direction;
      this.transloco.setActiveLang(language);
    });
  }

  /** Fetches the phrases of the language that was chosen, or else English ones: the app starts with words. */
  async start(): Promise<void> {
    if (await this.use(this.kept.value())) return;
    if (!(await this.use('en'))) throw new Error('expected the phrases of a language, found none');
  }

  choose(language: Language): void {
    this.kept.choose(language);
    void this.use(language);
  }

  /**
   * Speaks a language as soon as its phrases are here, unless another one was chosen meanwhile.
   * @returns whether they came
   */
  private use(language: Language): Promise<boolean> | true {
    const isHere = Object.keys(this.transloco.getTranslation(language)).length > 0;
    if (isHere) {
      this.inUse.set(language);
      return true;
    }
    return LANGUAGES[language].load().then(
      ({ default: translation }) => {
        this.transloco.setTranslation(translation, language);
        if (language === this.kept.value() || !this.hasWords()) this.inUse.set(language);
        return true;
      },
      () => {
        // A script that does not arrive: the words before stay, and the page says that something is missing.
        this.missingParts.report();
        return false;
      },
    );
  }

  private hasWords(): boolean {
    return Object.keys(this.transloco.getTranslation(this.language())).length > 0;
  }
}
