import type en from './en.json';
import type enLab from './en.lab.json';
import type { PluralForms } from './plural-forms.ts';

/** Phrases of pages that are loaded on demand, and come with these. */
interface Parts {
  readonly lab: typeof enLab;
}

/** Every phrase by its key. All languages have the same keys as English. */
type Translation = typeof en & Parts['lab'];

/** The phrases of such a page. */
export type PhrasePart = keyof Parts;

interface LanguageFacts {
  /** What the language calls itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Fetches its phrases: a separate script, so that a device downloads only one language. */
  readonly load: () => Promise<{ readonly default: typeof en }>;
  readonly parts: {
    readonly [Part in PhrasePart]: () => Promise<{ readonly default: Parts[Part] }>;
  };
}

/** The app's languages by their tag. A new one needs an entry here and its file of phrases. */
export const LANGUAGES = {
  en: {
    name: 'English',
    direction: 'ltr',
    load: () => import('./en.json', { with: { type: 'json' } }),
    parts: { lab: () => import('./en.lab.json', { with: { type: 'json' } }) },
  },
  de: {
    name: 'Deutsch',
    direction: 'ltr',
    load: () => import('./de.json', { with: { type: 'json' } }),
    parts: { lab: () => import('./de.lab.json', { with: { type: 'json' } }) },
  },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

/** The tag of one of the app's languages. */
export type Language = keyof typeof LANGUAGES;

/** Keys of phrases: those with plural forms if `Counts`, else those without. */
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

/** The key of a phrase without plural forms, such as `pad.undo`. */
export type PhraseKey = KeysOf<Translation, false>;

/** The key of a phrase with plural forms, such as `offline.mended`. */
export type CountKey = KeysOf<Translation, true>;

/** Whether it is one of the app's languages. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code);
}

/**
 * The first of a visitor's languages that the app has, or English if it has none. A tag also stands for the general
 * language: `de-AT` for `de`.
 * @param wanted language tags, the preferred one first
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
