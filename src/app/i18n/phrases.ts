import { computed, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { LanguageSetting } from './language-setting.ts';
import type { CountKey, PhraseKey } from './languages.ts';

/** The values for a phrase's gaps, by name. */
export type PhraseValues = Readonly<Record<string, string | number>> & {
  readonly count?: number;
};

/** Returns a phrase in the current language. */
export interface Say {
  (key: PhraseKey, values?: PhraseValues): string;
  /** In the plural form for `count`, which fills the gap `count` as the language writes numbers. */
  (key: CountKey, values: PhraseValues & { readonly count: number }): string;
}

/** The app's texts. Templates and `computed` signals that call `say` follow the language. */
@Service()
export class Phrases {
  private readonly transloco = inject(TranslocoService);
  private readonly setting = inject(LanguageSetting);

  /** Cache of the current language's phrases without gaps: templates ask for the same ones over and over. */
  private readonly known = computed(() => {
    const language = this.setting.language();
    return {
      language,
      phrases: new Map<string, string>(),
      rules: new Intl.PluralRules(language),
      numbers: new Intl.NumberFormat(language),
    };
  });

  readonly say: Say = (key: PhraseKey | CountKey, values?: PhraseValues): string => {
    const { language, phrases, rules, numbers } = this.known();
    if (values?.count !== undefined) {
      const { count } = values;
      const filled = { ...values, count: numbers.format(count) };
      return this.transloco.translate(`${key}.${rules.select(count)}`, filled, language);
    }
    if (values) return this.transloco.translate(key, values, language);
    const phrase: string = phrases.get(key) ?? this.transloco.translate(key, {}, language);
    phrases.set(key, phrase);
    return phrase;
  };
}
