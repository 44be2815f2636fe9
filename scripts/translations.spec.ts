import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const APP = join(import.meta.dirname, '../src/app');

interface Phrases {
  readonly [name: string]: string | Phrases;
}

function phrasesIn(language: string): ReadonlyMap<string, string> {
  const file = readFileSync(join(APP, 'i18n', `${language}.json`), 'utf8');
  const flatten = (phrases: Phrases, prefix: string): [string, string][] =>
    Object.entries(phrases).flatMap(([name, phrase]) =>
      typeof phrase === 'string'
        ? [[prefix + name, phrase] as [string, string]]
        : flatten(phrase, `${prefix}${name}.`),
    );
  return new Map(flatten(JSON.parse(file) as Phrases, ''));
}

describe('translations', () => {
  const english = phrasesIn('en');
  const others = readdirSync(join(APP, 'i18n'))
    .filter((name) => name.endsWith('.json') && name !== 'en.json')
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
      const gaps = (text: string): string[] =>
        [...text.matchAll(/\{\{(\w+)\}\}/g)].map(String).sort();
      for (const [key, phrase] of phrases) {
        expect(gaps(phrase))
          .withContext(key)
          .toEqual(gaps(english.get(key) ?? ''));
        expect(phrase.trim()).withContext(key).not.toBe('');
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
