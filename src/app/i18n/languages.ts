import type en from './en.json';
import type { PluralForms } from './plural-forms.ts';

/** Every phrase, by its place; other languages have the same places as English. */
type Translation = typeof en;

interface LanguageFacts {
  /** What the language calls itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Fetches its phrases: a script of its own, so that a device gets those of one language only. */
  readonly load: () => Promise<{ readonly default: Translation }>;
}

/** Every language that the app speaks, by its tag. A new one is a line here, and its file of phrases. */
export const LANGUAGES = {
  en: {
    name: 'English',
    direction: 'ltr',
    load: () => import('./en.json', { with: { type: 'json' } }),
  },
  de: {
    name: 'Deutsch',
    direction: 'ltr',
    load: () => import('./de.json', { with: { type: 'json' } }),
  },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

/** A language that the app speaks. */
export type Language = keyof typeof LANGUAGES;

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
export type PhraseKey = KeysOf<Translation, false>;

/** The place of a phrase that depends on a count, such as `offline.mended`. */
export type CountKey = KeysOf<Translation, true>;

/** Whether the app speaks it. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code);
}

/**
 * The first of a visitor's languages that the app speaks; English if it speaks none. A tag stands for its language
 * in general too: `de-AT` for `de`.
 * @param wanted language tags, the dearest first
 */
export function firstSpoken(wanted: readonly string[]): Language {
  const spoken = Object.keys(LANGUAGES) as Language[];
  for (const tag of wanted) {
    const parts = tag.toLowerCase().split(/[-_]/);
    for (let count = parts.length; count > 0; count -= 1) {
      const general = parts.slice(0, count).join('-');
      const found = spoken.find((language) => language.toLowerCase() === general);
      if (found) return found;
    }
  }
  return 'en';
}
