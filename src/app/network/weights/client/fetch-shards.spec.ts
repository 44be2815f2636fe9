import { perceptronSpec } from '#model';
import { fetchShards, type FetchOutcome } from './fetch-shards.ts';
import type { Arrival } from '../shared/file-failure.ts';
import { WeightsFailure } from './weights-failure.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import type { Failure } from '../shared/failure.ts';

const network = perceptronSpec([784, 10]);
const SHARDS = Array.from({ length: 6 }, (_, index): ShardAddress => {
  return { manifestUrl: 'm', manifestSha256: 'e', file: `${index}`, network };
});
const format = ['f', 'the file', 'it', 'something else'] as const;
const arriving = (arrival: Arrival): Failure => {
  return { message: 'm', format, isUnreachable: arrival.kind !== 'page', arrival };
};
const FORBIDDEN = arriving({ kind: 'status', status: 403 });
const SILENT = arriving({ kind: 'nothing' });
const PAGE = arriving({ kind: 'page' });

describe('fetchShards', () => {
  let tried: string[];
  let came: string[];
  let probes: number;

  beforeEach(() => {
    tried = [];
    came = [];
    probes = 0;
  });

  function fetch(
    failures: Readonly<Record<number, Failure>>,
    isServerThere = true,
  ): Promise<FetchOutcome> {
    return fetchShards(SHARDS, {
      fetch: ({ file }) => {
        tried.push(file);
        const failure = failures[Number(file)];
        return failure ? Promise.reject(new WeightsFailure(failure)) : Promise.resolve();
      },
      came: ({ file }) => came.push(file),
      obstacle: () => undefined,
      doesServerAnswer: () => {
        probes += 1;
        return Promise.resolve(isServerThere);
      },
    });
  }

  const filesOf = ({ problems }: FetchOutcome): string[] => problems.map(({ file }) => file);

  it('skips refused files, however many in a row, and names them', async () => {
    const outcome = await fetch({ 1: FORBIDDEN, 2: FORBIDDEN, 3: FORBIDDEN });
    expect(outcome.state).toBe('blocked');
    expect(outcome.problems).toEqual(
      ['1', '2', '3'].map((file) => ({ file, arrival: { kind: 'status', status: 403 } })),
    );
    expect([came, probes]).toEqual([['0', '4', '5'], 0]);
  });

  it('stops when the network is gone, and blames no file', async () => {
    const outcome = await fetch({ 1: FORBIDDEN, 3: SILENT, 4: SILENT, 5: SILENT }, false);
    expect([outcome.state, filesOf(outcome)]).toEqual(['waiting', ['1']]);
    expect(tried).toEqual(['0', '1', '2', '3', '4']);
  });

  it('distinguishes files that never arrive from a missing network', async () => {
    const outcome = await fetch({ 1: SILENT, 2: SILENT, 3: SILENT });
    expect([outcome.state, filesOf(outcome)]).toEqual(['blocked', ['1', '2', '3']]);
    expect([came, probes]).toEqual([['0', '4', '5'], 1]);
    expect((await fetch({ 5: SILENT })).state).toBe('blocked');
    expect((await fetch({ 5: SILENT }, false)).state).toBe('waiting');
  });

  it('distinguishes damaged from missing files', async () => {
    expect((await fetch({ 0: FORBIDDEN, 2: PAGE })).state).toBe('damaged');
    expect((await fetch({})).state).toBe('done');
  });

  it('stops where something stands in the way, with the problems so far', async () => {
    const tried: string[] = [];
    const outcome = await fetchShards(SHARDS, {
      fetch: ({ file }) => {
        tried.push(file);
        return file === '0' ? Promise.reject(new WeightsFailure(FORBIDDEN)) : Promise.resolve();
      },
      came: () => undefined,
      obstacle: () => (tried.length === 2 ? 'paused' : undefined),
      doesServerAnswer: () => Promise.resolve(true),
    });
    expect([outcome.state, filesOf(outcome)]).toEqual(['paused', ['0']]);
    expect(tried).toEqual(['0', '1']);
  });

  it('passes on errors that do not come from the files', async () => {
    const storage: Failure = { message: 'm', storage: 'full', isUnreachable: false };
    await expectAsync(fetch({ 1: storage })).toBeRejectedWithError(WeightsFailure);
    const bug = fetchShards(SHARDS, {
      fetch: () => Promise.reject(new TypeError('undefined is not a function')),
      came: () => undefined,
      obstacle: () => undefined,
      doesServerAnswer: () => Promise.resolve(true),
    });
    await expectAsync(bug).toBeRejectedWithError(TypeError);
  });
});
