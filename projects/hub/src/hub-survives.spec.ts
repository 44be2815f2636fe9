import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { get } from '../testing/exchange.ts';
import { HubProcess } from '../testing/hub-process.ts';
import { build, filesOf, useFolder } from '../testing/small-build.ts';
import { crowd, rebuild, storm } from '../testing/storm.ts';

const SEED = 25;
const VISITORS = 20;
const REBUILDS = [2, 3, 4, 5];
const LAST = 5;

describe('the hub, in a process of its own,', () => {
  const parent = useFolder();
  let folder = '';
  let hub: HubProcess;

  beforeAll(async () => {
    folder = join(parent(), 'browser');
    await build(folder, 1);
    hub = await HubProcess.start(folder);
  });
  afterAll(() => hub.end('SIGKILL'));

  async function expectAliveAndRight(version: number): Promise<void> {
    expect(hub.isAlive).withContext(hub.lines.join('\n')).toBeTrue();
    const page = await get(hub.port, '/');
    expect(page.body).toEqual(filesOf(version).get('index.html') ?? Buffer.alloc(0));
  }

  it('survives 5,000 requests of every kind and answers them rightly', async () => {
    const plan = { seed: SEED, requests: 5000, atOnce: 50 };
    const { faults } = await storm(hub.port, filesOf(1), plan);
    expect(faults).toEqual([]);
    await expectAliveAndRight(1);
  }, 60_000);

  it('sends a large file to 500 clients at once', async () => {
    const path = 'samples/large.bin';
    const { faults } = await crowd(hub.port, path, filesOf(1).get(path), 500);
    expect(faults).toEqual([]);
    await expectAliveAndRight(1);
  }, 60_000);

  it('serves one build or the next while it is rebuilt under visitors, and no damaged one', async () => {
    const { faults } = await rebuild(hub.port, folder, REBUILDS, VISITORS);
    expect(faults).toEqual([]);
    await expectAliveAndRight(LAST);
    expect(hub.lines.filter((line) => line.includes('built anew')).length).toBe(REBUILDS.length);
  }, 60_000);

  it('serves on when it may open few files, and many connect', async () => {
    const poor = await HubProcess.start(folder, 'ulimit -n 60');
    try {
      const content = filesOf(LAST).get('icon.svg') ?? Buffer.alloc(0);
      await crowd(poor.port, 'icon.svg', content, 20);
      const { sent } = await storm(poor.port, new Map([['icon.svg', content]]), {
        seed: SEED,
        requests: 200,
        atOnce: 100,
      });
      expect(sent).toBe(200);
      expect((await get(poor.port, '/icon.svg')).body).toEqual(content);
    } finally {
      await poor.end('SIGKILL');
    }
  }, 60_000);

  it('refuses a build with a damaged file in one line, and ends when it is asked to', async () => {
    const list = join(folder, 'release.json');
    writeFileSync(join(folder, 'icon.svg'), 'half');
    writeFileSync(list, `${readFileSync(list, 'utf8')} `);
    while (!hub.lines.some((line) => line.includes('icon.svg'))) await get(hub.port, '/');
    const lines = hub.lines.filter((line) => line.includes('icon.svg'));
    expect(lines).toEqual([
      jasmine.stringMatching(/expected \d+ bytes, found 4; the app from before/),
    ]);
    await expectAliveAndRight(LAST);
    expect(await hub.end('SIGTERM')).toBe(0);
    expect(hub.lines.at(-1)).toBe('Stopped.');
    await expectAsync(HubProcess.start(folder)).toBeRejectedWithError(
      /icon\.svg.*run npm run build$/,
    );
  }, 60_000);
});
