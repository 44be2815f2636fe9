import { computed, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { LanguageSetting } from './language-setting.ts';
import type { CountKey, PhraseKey } from './languages.ts';

/** What stands in a phrase's gaps, by name. */
export type PhraseValues = Readonly<Record<string, string | number>> & {
  readonly count?: number;
};

/** Says a phrase in the language in use. */
export interface Say {
  (key: PhraseKey, values?: PhraseValues): string;
  /** In the form for the count, which stands in the gap `count` as the language writes numbers. */
  (key: CountKey, values: PhraseValues & { readonly count: number }): string;
}

/** The app's words. What is said in a template or a `computed` follows the language. */
@Service()
export class Phrases {
  private readonly transloco = inject(TranslocoService);
  private readonly setting = inject(LanguageSetting);

  /** Phrases without gaps that were said in the language in use: templates say the same over and over. */
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
