import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { get } from '../testing/exchange.ts';
import { HubProcess } from '../testing/hub-process.ts';
import { build, filesOf, useFolder } from '../testing/small-build.ts';
import { crowd, rebuild, storm } from '../testing/storm.ts';
import { RELEASE_LIST } from './release-list.ts';

const SEED = 25;
const VISITORS = 20;
const RESTARTS = 3;
const PATIENCE_MS = 60_000;

describe('the hub, in its own process,', () => {
  const parent = useFolder();
  let folder = '';
  let version = 1;
  let hub: HubProcess;

  beforeAll(async () => {
    folder = join(parent(), 'browser');
    await build(folder, version);
    hub = await HubProcess.start(folder);
  });
  afterAll(() => hub.end('SIGKILL'));

  async function expectAliveAndRight(one: HubProcess): Promise<void> {
    expect(one.isAlive).withContext(one.lines.join('\n')).toBeTrue();
    const page = await get(one.port, '/');
    expect(page.body.toString()).toBe(filesOf(version).get('index.html')?.toString() ?? '');
  }

  it(
    'survives 5,000 requests of every kind and answers them correctly',
    async () => {
      const plan = { seed: SEED, requests: 5000, atOnce: 50 };
      const { faults } = await storm(hub.port, filesOf(version), plan);
      expect(faults).toEqual([]);
      await expectAliveAndRight(hub);
    },
    PATIENCE_MS,
  );

  it(
    'sends a large file to 500 clients at once',
    async () => {
      const path = 'samples/large.bin';
      const { faults } = await crowd(hub.port, path, filesOf(version).get(path), 500);
      expect(faults).toEqual([]);
      await expectAliveAndRight(hub);
    },
    PATIENCE_MS,
  );

  it(
    'serves one build or the next, never a mix, while it is rebuilt during visits',
    async () => {
      const versions = [2, 3, 4, 5];
      const { faults } = await rebuild(hub.port, folder, versions, VISITORS);
      version = versions.at(-1) ?? 0;
      expect(faults).toEqual([]);
      await expectAliveAndRight(hub);
      const news = hub.lines.filter((line) => line.includes('built anew'));
      expect(news.length).toBe(versions.length);
    },
    PATIENCE_MS,
  );

  it(
    'is back on its port after each restart during visits, and gives nobody half of a file',
    async () => {
      let one = await HubProcess.start(folder);
      const { port } = one;
      const path = 'samples/large.bin';
      const whole = filesOf(version).get(path);
      let [answered, isOver] = [0, false];
      const visitors = Array.from({ length: VISITORS }, async () => {
        while (!isOver) {
          try {
            const { status, body } = await get(port, `/${path}`);
            // Half an answer would be a broken app on somebody's tablet.
            expect([status, whole && body.equals(whole)]).toEqual([200, true]);
            answered++;
          } catch (error) {
            // While it is away: the visitor tries again.
            expect(String(error)).toMatch(/ECONNREFUSED|ECONNRESET|expected an answer, found none/);
          }
        }
      });
      try {
        for (let restart = 0; restart < RESTARTS; restart++) {
          const before = answered;
          while (answered < before + VISITORS) await setImmediate();
          expect(await one.end('SIGTERM')).toBe(0);
          one = await HubProcess.start(folder, ':', ['--port', String(port)]);
        }
        const before = answered;
        while (answered < before + VISITORS) await setImmediate();
      } finally {
        isOver = true;
        await Promise.all(visitors);
        await one.end('SIGKILL');
      }
    },
    PATIENCE_MS,
  );

  it(
    'keeps serving with few file descriptors, many connections and no reader of its output',
    async () => {
      const poor = await HubProcess.start(folder, 'ulimit -n 60');
      try {
        const plan = { seed: SEED, requests: 200, atOnce: 100 };
        // Some of them cannot connect.
        await storm(poor.port, filesOf(version), plan);
        await expectAliveAndRight(poor);
        poor.deafen();
        expect(await poor.end('SIGTERM')).toBe(0);
      } finally {
        await poor.end('SIGKILL');
      }
    },
    PATIENCE_MS,
  );

  it(
    'refuses a damaged build in one line, and ends when told to',
    async () => {
      const damaged = join(parent(), 'damaged');
      await build(damaged, version);
      const one = await HubProcess.start(damaged);
      try {
        const list = join(damaged, RELEASE_LIST);
        writeFileSync(join(damaged, 'icon.svg'), 'half');
        writeFileSync(list, `${readFileSync(list, 'utf8')} `);
        while (!one.lines.some((line) => line.includes('icon.svg'))) await get(one.port, '/');
        expect(one.lines.filter((line) => line.includes('icon.svg'))).toEqual([
          jasmine.stringMatching(/expected \d+ bytes, found 4; the app from before/),
        ]);
        await expectAliveAndRight(one);
        expect(await one.end('SIGINT')).toBe(0);
        expect(one.lines.at(-1)).toBe('Stopped.');
      } finally {
        await one.end('SIGKILL');
      }
      await expectAsync(HubProcess.start(damaged)).toBeRejectedWithError(
        /icon\.svg.*run npm run build$/,
      );
    },
    PATIENCE_MS,
  );
});
