import { FormatError } from '#model';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, useFolder } from '../testing/small-build.ts';
import { parseReleaseList, RELEASE_LIST, writeReleaseList } from './release-list.ts';

const SHA256 = 'a'.repeat(64);

function listWith(file: Readonly<Record<string, unknown>>): string {
  const files = [
    { path: 'index.html', bytes: 0, sha256: SHA256 },
    { path: 'a/b.js', bytes: 0, sha256: SHA256, ...file },
  ];
  return JSON.stringify({ version: 1, files });
}

describe('a release’s list of files', () => {
  const folder = useFolder();

  it('has every file but itself, including compressed ones, and leaves nothing else behind', async () => {
    await build(folder(), 1);
    writeFileSync(join(folder(), `${RELEASE_LIST}.new`), 'of a build that was ended');
    writeReleaseList(folder());
    const text = readFileSync(join(folder(), RELEASE_LIST), 'utf8');
    const listed = parseReleaseList(text, RELEASE_LIST).map(({ path }) => path);
    const there = readdirSync(folder(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder().length + 1));
    expect(listed).toContain('index.html.br');
    expect(there.sort()).toEqual([...listed, RELEASE_LIST].sort());
  });

  for (const [file, message] of [
    [{ path: '../secret' }, 'files[1].path: expected a path below the folder, found "../secret"'],
    [{ path: '/etc/passwd' }, 'files[1].path: expected a path below the folder'],
    [{ path: 'a\\..\\b' }, 'files[1].path: expected a path below the folder'],
    [{ path: 'a//b' }, 'files[1].path: expected a path below the folder'],
    [{ path: 'a/./b' }, 'files[1].path: expected a path below the folder'],
    [{ path: 'a\0' }, 'files[1].path: expected a path below the folder'],
    [{ path: '' }, 'files[1].path: expected a path below the folder'],
    [{ path: 'index.html' }, 'files[1].path: expected every file once, found "index.html"'],
    [{ bytes: -1 }, 'files[1].bytes: expected a whole number of at least 0, found -1'],
    [{ sha256: 'A' }, 'files[1].sha256: expected 64 hexadecimal digits, found "A"'],
  ] as const) {
    it(`is refused with ${JSON.stringify(file)}`, () => {
      const refused = (): unknown => parseReleaseList(listWith(file), 'list');
      expect(refused).toThrowMatching(
        (error) => error instanceof FormatError && error.message.startsWith(`list: ${message}`),
      );
    });
  }

  it('is refused when it is cut off anywhere, or of another kind', () => {
    const whole = listWith({});
    for (let length = 0; length < whole.length; length += 7) {
      expect(() => parseReleaseList(whole.slice(0, length), 'list')).toThrowError(FormatError);
    }
    for (const text of [
      '[]',
      'null',
      '{"version":2,"files":[]}',
      '{"version":1}',
      '<!doctype html>',
    ]) {
      expect(() => parseReleaseList(text, 'list')).toThrowError(FormatError);
    }
  });
});
