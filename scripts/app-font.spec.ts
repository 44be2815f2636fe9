import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_FONT, CHARACTERS, makeAppFont } from './app-font.ts';

const ROOT = join(import.meta.dirname, '..');

describe('the app’s font', () => {
  it('is what "node scripts/make-font.ts" makes of Inter', async () => {
    expect((await makeAppFont()).equals(readFileSync(APP_FONT))).toBeTrue();
  });

  for (const file of ['src/app/i18n/en.json', 'src/app/i18n/de.json', 'exports/mlp_weights.json']) {
    it(`has every character of ${file}`, () => {
      const characters = new Set(readFileSync(join(ROOT, file), 'utf8').replaceAll('\n', ''));
      expect([...characters].filter((character) => !CHARACTERS.includes(character))).toEqual([]);
    });
  }
});
