import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arePluralForms, type PluralForms } from '../src/app/i18n/plural-forms.ts';

const APP = join(import.meta.dirname, '../src/app');

interface Phrases {
  readonly [name: string]: string | Phrases;
}

type Phrase = string | PluralForms;

function phrasesIn(language: string): ReadonlyMap<string, Phrase> {
  // What every page needs, and what comes with pages that are loaded on demand.
  const files = readdirSync(join(APP, 'i18n'))
    .filter((name) => name.startsWith(`${language}.`))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(APP, 'i18n', name), 'utf8')) as Phrases);
  const flatten = (phrases: Phrases, prefix: string): [string, Phrase][] =>
    Object.entries(phrases).flatMap(([name, phrase]) =>
      typeof phrase === 'string' || arePluralForms(phrase)
        ? [[prefix + name, phrase] as [string, Phrase]]
        : flatten(phrase, `${prefix}${name}.`),
    );
  return new Map(files.flatMap((phrases) => flatten(phrases, '')));
}

/** The gaps to fill in. The form for one thing may say so in words. */
function gapsIn(phrase: Phrase | undefined): readonly string[] {
  const text = typeof phrase === 'object' ? phrase.other : (phrase ?? '');
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, gap]) => String(gap)).sort();
}

describe('translations', () => {
  const english = phrasesIn('en');
  const others = readdirSync(join(APP, 'i18n'))
    .filter((name) => /^[^.]+\.json$/.test(name) && name !== 'en.json')
    .map((name) => name.replace('.json', ''));

  it('are there in more than one language', () => {
    expect(others).toContain('de');
    expect(english.size).toBeGreaterThan(40);
  });

  for (const language of others) {
    const phrases = phrasesIn(language);

    it(`in ${language} have the same keys as the English ones, in the same order`, () => {
      expect([...phrases.keys()]).toEqual([...english.keys()]);
    });

    it(`in ${language} have the same gaps to fill in as the English ones, and no empty phrase`, () => {
      for (const [key, phrase] of phrases) {
        expect(gapsIn(phrase))
          .withContext(key)
          .toEqual(gapsIn(english.get(key)));
        const texts = typeof phrase === 'string' ? [phrase] : Object.values(phrase);
        expect(texts.map((text) => text.trim()))
          .withContext(key)
          .not.toContain('');
      }
    });
  }

  for (const language of ['en', ...others]) {
    it(`in ${language} have a form for every kind of count, and each form the same gaps`, () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const [key, phrase] of phrasesIn(language)) {
        if (typeof phrase === 'string') {
          expect(phrase).withContext(key).not.toContain('{{count}}');
          continue;
        }
        expect(Object.keys(phrase).sort())
          .withContext(key)
          .toEqual([...pluralCategories].sort());
        const fixed = gapsIn(phrase).filter((gap) => gap !== 'count');
        for (const form of Object.values(phrase)) {
          expect(gapsIn(form).filter((gap) => gap !== 'count'))
            .withContext(key)
            .toEqual(fixed);
        }
      }
    });
  }

  it('are all used', () => {
    const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|html)$/.test(path) && !path.endsWith('.spec.ts'))
      .map((path) => readFileSync(join(APP, path), 'utf8'))
      .join('\n');
    // That no key is missing is the compiler's work: `say` takes no other.
    expect([...english.keys()].filter((key) => !sources.includes(`'${key}'`))).toEqual([]);
  });
});
