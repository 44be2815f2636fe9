import { DOCUMENT } from '@angular/common';
import { effect, inject, Service, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { MissingParts } from '../platform/missing-parts.ts';
import { persistedChoice } from '../platform/persisted.ts';
import { firstSpoken, isLanguage, LANGUAGES, type Language } from './languages.ts';

/** The current language: the browser's until the user chooses another. */
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

  /** The language on screen. It changes only when the phrases of the chosen language have arrived. */
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

  /** Fetches the phrases of the chosen language, or else the English ones, so that the app starts with texts. */
  async start(): Promise<void> {
    if (await this.use(this.kept.value())) return;
    if (!(await this.use('en'))) throw new Error('expected the phrases of a language, found none');
  }

  choose(language: Language): void {
    this.kept.choose(language);
    void this.use(language);
  }

  /**
   * Switches to a language as soon as its phrases are here, unless another one has been chosen meanwhile.
   * @returns whether its phrases arrived
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
        // The script did not arrive: keep the current phrases, and let the page say that something is missing.
        this.missingParts.report();
        return false;
      },
    );
  }

  private hasWords(): boolean {
    return Object.keys(this.transloco.getTranslation(this.language())).length > 0;
  }
}
