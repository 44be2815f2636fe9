import { DOCUMENT } from '@angular/common';
import { effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
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
  /** Counts phrases that have arrived: Transloco, which has them, has no signals. */
  private readonly arrivals = signal(0);

  /** The language on screen: the chosen one if its phrases are here, else the one before, else English. */
  readonly language = linkedSignal<{ readonly chosen: Language }, Language>({
    source: () => ({ chosen: this.kept.value(), arrivals: this.arrivals() }),
    computation: ({ chosen }, before) =>
      [chosen, before?.value ?? 'en', 'en' as const].find((language) => this.isHere(language)) ??
      chosen,
  }).asReadonly();

  constructor() {
    effect(() => {
      const chosen = this.kept.value();
      untracked(() => void this.fetch(chosen));
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
    if (await this.fetch(this.kept.value())) return;
    if (!(await this.fetch('en')))
      throw new Error('expected the phrases of a language, found none');
  }

  choose(language: Language): void {
    this.kept.choose(language);
  }

  /** Fetches a language's phrases, unless they are here; returns whether they are here then. */
  private async fetch(language: Language): Promise<boolean> {
    if (this.isHere(language)) return true;
    const translation = await LANGUAGES[language].load().then(
      (script) => script.default,
      // The script did not arrive: the page says that something is missing, in the phrases it has.
      () => undefined,
    );
    if (!translation) {
      this.missingParts.report();
      return false;
    }
    this.transloco.setTranslation(translation, language);
    this.arrivals.update((count) => count + 1);
    return true;
  }

  private isHere(language: Language): boolean {
    return Object.keys(this.transloco.getTranslation(language)).length > 0;
  }
}
