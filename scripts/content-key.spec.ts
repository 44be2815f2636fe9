import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentKey } from './content-key.ts';

describe('contentKey', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'content-key-'));
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/a.ts'), 'a');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const git = (...args: string[]): void => {
    expect(spawnSync('git', args, { cwd: folder }).status).toBe(0);
  };

  it('tells one state of the files from the next, tracked or not', () => {
    git('init', '--quiet');
    const first = contentKey(['src'], folder);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    git('add', 'src');
    expect(contentKey(['src'], folder)).toBe(first);
    writeFileSync(join(folder, 'src/a.ts'), 'b');
    expect(contentKey(['src'], folder)).not.toBe(first);
  });

  it('knows nothing of an unpacked archive', () => {
    expect(contentKey(['src'], folder)).toBeUndefined();
  });

  it('knows nothing of what another repository ignores', () => {
    git('init', '--quiet');
    writeFileSync(join(folder, '.gitignore'), 'src\n');
    expect(contentKey(['src'], folder)).toBeUndefined();
  });

  it('knows nothing of a folder that git does not look into', () => {
    git('init', '--quiet');
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync('../elsewhere', join(folder, 'src/link'), 'junction');
    expect(contentKey(['src'], folder)).toBeUndefined();
  });
});
