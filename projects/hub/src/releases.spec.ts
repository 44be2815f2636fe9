import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { build, filesOf, hashOf, useFolder } from '../testing/small-build.ts';
import { HubError } from './hub-error.ts';
import { RELEASE_LIST, writeReleaseList } from './release-list.ts';
import { Releases } from './releases.ts';

const LATER_MS = 60_000;

describe('Releases', () => {
  const parent = useFolder();
  let folder = '';
  let lines: string[] = [];
  let nowMs = 0;

  beforeEach(async () => {
    folder = join(parent(), 'browser');
    await build(folder, 1);
    lines = [];
    nowMs = 0;
  });

  function open(from = folder): Promise<Releases> {
    return Releases.open(from, { report: (line) => lines.push(line), nowMs: () => nowMs });
  }

  function bodyOf(releases: Releases, path: string): Buffer | undefined {
    return releases.find(path)?.representations.at(-1)?.body;
  }

  function expectVersion(releases: Releases, version: number): void {
    // Not `toEqual`, which takes seconds for a large file.
    const others = [...filesOf(version)].filter(
      ([path, content]) => bodyOf(releases, path)?.equals(content) !== true,
    );
    expect(others.map(([path]) => path)).toEqual([]);
  }

  it('serve the build from memory', async () => {
    const releases = await open();
    rmSync(folder, { recursive: true });
    await releases.check();
    expectVersion(releases, 1);
    const { representations = [] } = releases.find('index.html') ?? {};
    expect(representations.map(({ encoding }) => encoding)).toEqual(['br', 'gzip', 'identity']);
    expect(releases.find('index.html.br')).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it('change all at once, and keep hashed files for open pages', async () => {
    const releases = await open();
    for (let version = 2; version <= 12; version++) {
      await build(folder, version);
      expectVersion(releases, version - 1);
      await releases.check();
      expectVersion(releases, version);
    }
    expect(lines).toEqual(Array(11).fill('The app was built anew: from now on, that is served.'));
    const chunk = `chunk-${hashOf(4)}.js`;
    expect(bodyOf(releases, chunk)).toEqual(filesOf(4).get(chunk));
    expect(releases.find(`chunk-${hashOf(3)}.js`)).toBeUndefined();
  });

  it('drop files without a hash in their name once they are gone', async () => {
    const releases = await open();
    rmSync(join(folder, 'icon.svg'));
    writeReleaseList(folder);
    await releases.check();
    expect(releases.find('icon.svg')).toBeUndefined();
  });

  it('keep unchanged bytes in memory only once', async () => {
    const releases = await open();
    const path = 'samples/large.bin';
    const before = bodyOf(releases, path);
    writeFileSync(join(folder, 'icon.svg'), 'another one');
    writeReleaseList(folder);
    await releases.check();
    expect(bodyOf(releases, 'icon.svg')?.toString()).toBe('another one');
    expect(bodyOf(releases, path)).toBe(before);
  });

  const damages: Readonly<Record<string, () => void>> = {
    'a file that is gone': () => {
      rmSync(join(folder, 'icon.svg'));
    },
    'a file that shrank': () => {
      writeFileSync(join(folder, 'icon.svg'), '');
    },
    'a file that grew': () => {
      writeFileSync(join(folder, 'icon.svg'), 'x'.repeat(99));
    },
    'another byte': () => {
      const bytes = readFileSync(join(folder, 'icon.svg'));
      writeFileSync(join(folder, 'icon.svg'), bytes.fill(0, 0, 1));
    },
    'a folder in the place of a file': () => {
      rmSync(join(folder, 'icon.svg'));
      mkdirSync(join(folder, 'icon.svg'));
    },
    'a damaged compressed file': () => {
      writeFileSync(join(folder, 'icon.svg.br'), 'x');
    },
    'half a list': () => {
      const list = readFileSync(join(folder, RELEASE_LIST));
      writeFileSync(join(folder, RELEASE_LIST), list.subarray(0, list.length >> 1));
    },
    'a list that is nested without an end': () => {
      const depth = 100_000;
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      writeFileSync(join(folder, RELEASE_LIST), `{"version": ${deep}}`);
    },
    'a list of another encoding, with lines of its own': () => {
      const list = readFileSync(join(folder, RELEASE_LIST), 'utf8');
      writeFileSync(join(folder, RELEASE_LIST), Buffer.from(`\uFEFF${list}`, 'utf16le'));
    },
    'a list without a page': () => {
      rmSync(join(folder, 'index.html'));
      writeReleaseList(folder);
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(`refuse a release with ${name} in one line, and keep the old one`, async () => {
      const releases = await open();
      await build(folder, 2);
      damage();
      await releases.check();
      nowMs += LATER_MS;
      await releases.check();
      expectVersion(releases, 1);
      expect(lines).toEqual([
        jasmine.stringMatching(/^[^\n]*expected [^\n]*found [^\n]*; the app from before is served/),
      ]);
      await expectAsync(open()).toBeRejectedWithError(HubError, /; run npm run build$/);
      await build(folder, 3);
      await releases.check();
      expectVersion(releases, 3);
    });
  }

  it('serve a refused release once its last file has arrived', async () => {
    const releases = await open();
    await build(folder, 2);
    const [file, elsewhere] = [join(folder, 'icon.svg'), join(parent(), 'icon.svg')];
    renameSync(file, elsewhere);
    await releases.check();
    renameSync(elsewhere, file);
    await releases.check();
    expectVersion(releases, 1);
    nowMs += LATER_MS;
    await releases.check();
    expectVersion(releases, 2);
  });

  it('follow a link that is switched to another folder', async () => {
    const link = join(parent(), 'current');
    const next = join(parent(), 'next');
    await build(next, 2);
    symlinkSync(folder, link);
    const releases = await open(link);
    symlinkSync(next, `${link}.new`);
    renameSync(`${link}.new`, link);
    await releases.check();
    expectVersion(releases, 2);
  });

  describe('of a deployed build', () => {
    let [current, backups] = ['', ''];

    beforeEach(async () => {
      const place = mkdtempSync(join(parent(), 'releases-'));
      [current, backups] = [join(place, 'current'), join(place, 'backups')];
      for (const version of [1, 2, 3]) await build(join(backups, `2026-11-0${version}`), version);
      symlinkSync(join(backups, '2026-11-03'), current);
    });

    function chunkOf(releases: Releases, version: number): Buffer | undefined {
      return bodyOf(releases, `chunk-${hashOf(version)}.js`);
    }

    it('keep hashed files of all backups for pages that are open since before', async () => {
      const releases = await open(current);
      expectVersion(releases, 3);
      for (const version of [1, 2]) {
        expect(chunkOf(releases, version)).toEqual(
          filesOf(version).get(`chunk-${hashOf(version)}.js`),
        );
      }
      expect(lines).toEqual([]);
    });

    it('read a backup that came with the next build, and forget one that was removed', async () => {
      const releases = await open(current);
      await build(join(backups, '2026-11-04'), 4);
      await build(join(backups, '2026-11-05'), 5);
      rmSync(join(backups, '2026-11-01'), { recursive: true });
      symlinkSync(join(backups, '2026-11-05'), `${current}.new`);
      renameSync(`${current}.new`, current);
      await releases.check();
      expectVersion(releases, 5);
      expect([1, 2, 3, 4].filter((version) => chunkOf(releases, version))).toEqual([2, 3, 4]);
    });

    it('leave out a damaged backup, and one that is not whole yet', async () => {
      writeFileSync(join(backups, '2026-11-01', `chunk-${hashOf(1)}.js`), 'half');
      await build(join(backups, '.2026-11-04'), 4);
      const releases = await open(current);
      expect([1, 2, 4].filter((version) => chunkOf(releases, version))).toEqual([2]);
      expect(lines).toEqual([
        jasmine.stringMatching(/chunk-.*expected \d+ bytes, found 4; pages of earlier builds/),
      ]);
    });

    it('are served although the backups cannot be read', async () => {
      rmSync(current);
      await build(current, 3);
      rmSync(backups, { recursive: true });
      writeFileSync(backups, 'no folder');
      expectVersion(await open(current), 3);
      expect(lines).toEqual([jasmine.stringMatching(/ENOTDIR.*pages of earlier builds/)]);
    });

    it('keep equal bytes of backups in memory only once', async () => {
      const releases = await open(current);
      await build(join(backups, '2026-11-04'), 2);
      await build(join(backups, '2026-11-05'), 5);
      const before = chunkOf(releases, 2);
      rmSync(join(backups, '2026-11-02'), { recursive: true });
      symlinkSync(join(backups, '2026-11-05'), `${current}.new`);
      renameSync(`${current}.new`, current);
      await releases.check();
      expect(chunkOf(releases, 2)).toBe(before);
    });
  });

  it('keep checking after an unexpected error', async () => {
    let tell: (line: string) => void = () => undefined;
    const nextLine = (): Promise<string> => new Promise((resolve) => (tell = resolve));
    const releases = await Releases.open(folder, {
      report: (line) => {
        if (line.startsWith('The app was built anew')) throw new RangeError('of a test');
        tell(line);
      },
    });
    releases.watch(1);
    for (const version of [2, 3]) {
      const line = nextLine();
      await build(folder, version);
      expect(await line).toContain(version === 2 ? 'RangeError: of a test' : '');
      expectVersion(releases, version);
    }
    releases.close();
  });

  it('say that the app is not built', async () => {
    for (const place of [parent(), join(folder, 'icon.svg'), '/nothing']) {
      await expectAsync(open(place)).toBeRejectedWithError(
        HubError,
        `${place}: expected a whole build of the app, found no ${RELEASE_LIST}; run npm run build`,
      );
    }
  });
});
