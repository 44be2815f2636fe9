import { FormatError } from '#model';
import { persistedValue } from '../../../platform/persisted.ts';
import { made, other, WeightsVisits } from './testing/weights-visits.ts';
import { until } from '../../../platform/testing/until.ts';

describe('WeightsService, with a choice of exports', () => {
  let visits: WeightsVisits;
  let server: WeightsVisits['server'];
  let visit: WeightsVisits['visit'];
  let mark: WeightsVisits['mark'];
  let opened: WeightsVisits['opened'];

  beforeEach(async () => {
    visits = await WeightsVisits.begin();
    ({ server, visit, mark, opened } = visits);
  });
  afterEach(() => visits.end());

  it('switches to another export once it is checked, and keeps the choice for the next visit', async () => {
    const service = await opened();
    await service.use('exports/other.json');
    expect(service.set()?.url).toBe(other.manifestUrl);
    expect([service.position(), mark(service), service.set()?.network.layers.length]).toEqual([
      2, 52, 2,
    ]);
    visit();
    const next = await opened();
    expect(next.set()?.url).toBe(other.manifestUrl);
    await next.use('exports/mlp_weights.json');
    visit();
    expect((await opened()).set()?.url).toBe(made.manifestUrl);
  });

  for (const [name, spoil, message] of [
    ['is missing', () => server.files.delete(other.manifestUrl), /other\.json: HTTP status/],
    [
      'is malformed',
      () => server.files.set(other.manifestUrl, '{"version":1}'),
      /other\.json: version: expected 2, found 1/,
    ],
    [
      'has a damaged last checkpoint',
      () => server.files.set(other.shards[2] ?? '', '{}'),
      /other\/2\.json: SHA-256: expected/,
    ],
  ] as const) {
    it(`changes nothing when another export ${name}`, async () => {
      const service = await opened();
      service.show(3);
      await until(() => service.loaded()?.origin.index === 3);
      spoil();
      await expectAsync(service.use('exports/other.json')).toBeRejectedWithError(
        FormatError,
        message,
      );
      expect([service.set()?.url, service.loaded()?.origin.index, service.problem()]).toEqual([
        made.manifestUrl,
        3,
        undefined,
      ]);
      expect(persistedValue('weights')).toBeNull();
    });
  }

  it('refuses an export of another origin', async () => {
    const service = await opened();
    await expectAsync(service.use('https://evil.test/w.json')).toBeRejectedWithError(
      FormatError,
      /https:\/\/evil\.test\/w\.json: address: expected a manifest on http/,
    );
  });

  it('lets the newer of two choices win', async () => {
    const service = await opened();
    const first = service.use('exports/other.json');
    const second = service.use('exports/mlp_weights.json');
    await expectAsync(first).toBeRejected();
    await second;
    expect(service.set()?.url).toBe(made.manifestUrl);
  });

  it("opens the export that the page's address names, but only for this visit", async () => {
    visit('exports/other.json');
    expect(mark(await opened())).toBe(52);
    visit();
    expect(mark(await opened())).toBe(4);
  });

  it('opens the default export and says why when the named one is unusable', async () => {
    visit('https://evil.test/w.json');
    const service = await opened();
    expect(mark(service)).toBe(4);
    await until(() => service.problem() !== undefined);
    expect(service.problem()?.message).toContain('https://evil.test/w.json: address: expected');
    expect([service.problem()?.kind, visits.clock.delays]).toEqual(['export', []]);
    visit('exports/none.json');
    const next = await opened();
    await until(() => next.problem() !== undefined);
    expect(next.problem()?.message).toContain('none.json: HTTP status: expected 200, found 404');
    expect(next.problem()?.refused?.arrival).toEqual({ kind: 'status', status: 404 });
    next.show(1);
    await until(() => next.loaded()?.origin.index === 1);
    server.files.set(
      new URL('none.json', made.manifestUrl).href,
      other.files.get(other.manifestUrl) ?? '',
    );
    next.retry();
    await until(() => next.problem() === undefined);
    expect([next.set()?.network.layers.length, mark(next)]).toEqual([2, 52]);
  });

  it('keeps its position when retrying an unusable export', async () => {
    visit('exports/none.json');
    const service = await opened();
    service.show(1);
    await until(() => service.loaded()?.origin.index === 1 && service.problem() !== undefined);
    const before = service.problem();
    service.retry();
    await until(() => server.urls.filter((url) => url.endsWith('none.json')).length === 2);
    await until(() => server.urls.filter((url) => url === made.manifestUrl).length === 2);
    await until(() => service.problem() !== before);
    expect([service.position(), service.loaded()?.origin.index]).toEqual([1, 1]);
    expect(service.problem()?.kind).toBe('export');
  });
});
