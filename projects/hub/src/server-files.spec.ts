import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serverFiles } from './server-files.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('files that are made from the hub’s sources', () => {
  for (const [path, text] of serverFiles()) {
    it(`have ${path} as it is committed; else run node scripts/make-server-files.ts`, () => {
      expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
    });
  }

  it('are all that lies in their folders', () => {
    const paths = [...serverFiles().keys()];
    for (const folder of new Set(paths.map((path) => dirname(path)))) {
      const made = paths.filter((path) => dirname(path) === folder);
      const found = readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);
      expect(found.sort()).toEqual(made.sort());
    }
  });
});
