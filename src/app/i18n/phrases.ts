import { computed, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { LanguageSetting } from './language-setting.ts';
import { TRANSLATIONS, type PhraseKey } from './languages.ts';

/** What stands in a phrase's gaps, by name. */
export type PhraseValues = Readonly<Record<string, string | number>>;

/** Says a phrase in the language in use. */
export type Say = (key: PhraseKey, values?: PhraseValues) => string;

/** The app's words. What is said in a template or a `computed` follows the language. */
@Service()
export class Phrases {
  private readonly transloco = inject(TranslocoService);
  private readonly setting = inject(LanguageSetting);

  /** Phrases without gaps that were said in the language in use: templates say the same over and over. */
  private readonly known = computed(() => ({
    language: this.setting.language(),
    phrases: new Map<PhraseKey, string>(),
  }));

  constructor() {
    for (const [language, translation] of Object.entries(TRANSLATIONS)) {
      this.transloco.setTranslation(translation, language, { emitChange: false });
    }
  }

  readonly say: Say = (key, values) => {
    const { language, phrases } = this.known();
    if (values) return this.transloco.translate(key, values, language);
    const phrase: string = phrases.get(key) ?? this.transloco.translate(key, {}, language);
    phrases.set(key, phrase);
    return phrase;
  };
}
