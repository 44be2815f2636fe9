import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import type { PluralForms } from './plural-forms.ts';

/** Every language's phrases, bundled: there is no moment without words, and no file that could be missing. */
export const TRANSLATIONS = { en, de };

/** A language that the app speaks. */
export type Language = keyof typeof TRANSLATIONS;

/** What languages call themselves. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
};

/** Places of phrases, `Counts` of those that have forms for counts. */
type KeysOf<T, Counts extends boolean> = {
  [K in keyof T & string]: T[K] extends string
    ? Counts extends true
      ? never
      : K
    : T[K] extends PluralForms
      ? Counts extends true
        ? K
        : never
      : `${K}.${KeysOf<T[K], Counts>}`;
}[keyof T & string];

/** The place in the translation files of a phrase that is the same for all counts, such as `pad.undo`. */
export type PhraseKey = KeysOf<typeof en, false>;

/** The place of a phrase that depends on a count, such as `offline.mended`. */
export type CountKey = KeysOf<typeof en, true>;

/** Whether the app speaks it. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(TRANSLATIONS, code);
}

/**
 * The first of a visitor's languages that the app speaks; English if it speaks none.
 * @param wanted language tags, the dearest first, such as `de-AT`
 */
export function firstSpoken(wanted: readonly string[]): Language {
  return wanted.map((tag) => tag.toLowerCase().replace(/[-_].*/, '')).find(isLanguage) ?? 'en';
}
