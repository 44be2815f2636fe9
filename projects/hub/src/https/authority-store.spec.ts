import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder } from '../../testing/small-build.ts';
import { HubError } from '../hub-error.ts';
import { AUTHORITY_FILE, keepAuthority } from './authority-store.ts';

const NOW_MS = Date.UTC(2027, 0, 1);
const YEAR_MS = 365.25 * 86_400_000;
const PLAN = { title: 'A hub', domains: ['school.example'] };

describe('keepAuthority', () => {
  const parent = useFolder();
  let [folder, path] = ['', ''];
  let count = 0;

  beforeEach(() => {
    // Does not exist yet.
    folder = join(parent(), String(count++), 'keys');
    path = join(folder, AUTHORITY_FILE);
  });

  it('makes one that only its owner can read, once, and leaves nothing else behind', async () => {
    const first = await keepAuthority(folder, PLAN, NOW_MS);
    const again = await keepAuthority(folder, PLAN, NOW_MS + 9 * YEAR_MS);
    expect([first.is, again.is]).toEqual(['made', 'kept']);
    expect(again.authority.der).toEqual(first.authority.der);
    expect(readdirSync(folder)).toEqual([AUTHORITY_FILE]);
    const modes = [folder, path].map((place) => (statSync(place).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600']);
  });

  it('makes another in place of one that is about to end', async () => {
    const first = await keepAuthority(folder, PLAN, NOW_MS);
    const second = await keepAuthority(folder, PLAN, NOW_MS + 9.95 * YEAR_MS);
    expect(second.is).toBe('made in place of one that ends');
    expect(second.authority.der.equals(first.authority.der)).toBeFalse();
    expect(readFileSync(path, 'utf8')).toBe(second.authority.pem);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  });

  it('gives all of several hubs the same', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => keepAuthority(folder, PLAN, NOW_MS)),
    );
    const different = new Set(all.map(({ authority }) => authority.pem));
    expect([...different]).toEqual([readFileSync(path, 'utf8')]);
    expect(all.filter(({ is }) => is === 'made').length).toBe(1);
  });

  it('refuses a key that others can read', async () => {
    await keepAuthority(folder, PLAN, NOW_MS);
    for (const mode of [0o644, 0o640, 0o660, 0o601]) {
      chmodSync(path, mode);
      await expectAsync(keepAuthority(folder, PLAN, NOW_MS)).toBeRejectedWithError(
        HubError,
        new RegExp(`expected a key that only its owner can read .*found mode ${mode.toString(8)}`),
      );
    }
  });

  it('says which name the authority was not made for, and keeps it', async () => {
    const { authority } = await keepAuthority(folder, PLAN, NOW_MS);
    const other = { ...PLAN, domains: ['a.school.example', 'museum.example'] };
    await expectAsync(keepAuthority(folder, other, NOW_MS)).toBeRejectedWithError(
      HubError,
      /--name: expected a name in local, home\.arpa, localhost, school\.example, .*found museum\.example/,
    );
    expect(readFileSync(path, 'utf8')).toBe(authority.pem);
  });

  it('refuses a damaged file in one line, and keeps it', async () => {
    const { authority } = await keepAuthority(folder, PLAN, NOW_MS);
    for (const text of ['', 'nothing', authority.pem.slice(0, 500), authority.pem.slice(300)]) {
      writeFileSync(path, text);
      await expectAsync(keepAuthority(folder, PLAN, NOW_MS)).toBeRejectedWithError(
        HubError,
        /authority\.pem: expected a key and its certificate, found: [^\n]+ trust anew$/,
      );
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  it('says where nothing can be kept', async () => {
    for (const place of ['/dev/null/keys', join(import.meta.filename, 'keys')]) {
      await expectAsync(keepAuthority(place, PLAN, NOW_MS)).toBeRejectedWithError(
        HubError,
        /expected a file that can be kept there, found E[A-Z]+/,
      );
    }
    mkdirSync(path, { recursive: true, mode: 0o700 });
    await expectAsync(keepAuthority(folder, PLAN, NOW_MS)).toBeRejectedWithError(
      HubError,
      /found EISDIR/,
    );
  });
});
