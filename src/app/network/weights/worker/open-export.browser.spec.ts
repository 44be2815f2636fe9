import { FormatError } from '#model';
import { UnreachableFile } from '../shared/file-failure.ts';
import { openExport, type CheckedExport } from './open-export.ts';
import { emptyStore, ExportServer, makeExport, type MadeExport } from '../testing/export-server.ts';
import type { WeightStore } from './weight-store.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import type { CacheFallback } from '../shared/weights-protocol.ts';
import { until } from '../../../platform/testing/until.ts';

describe('openExport', () => {
  let server: ExportServer;
  let store: WeightStore;
  let timeout: AbortController;

  beforeEach(async () => {
    server = new ExportServer();
    timeout = new AbortController();
    ({ store } = await emptyStore());
  });

  function open(
    { manifestUrl }: MadeExport,
    fallback: CacheFallback = 'offline-or-invalid',
  ): Promise<CheckedExport> {
    const { fetchFile } = server;
    const sources = { store, fetchFile, timeoutSignal: () => timeout.signal };
    return openExport(manifestUrl, fallback, sources, new AbortController().signal);
  }

  /** Opens and stores it like the worker does, with this many of its last shards. */
  async function keep(made: MadeExport, shards: number): Promise<CheckedExport> {
    server.add(made);
    const checked = await open(made);
    await store.storeManifest(made.manifestUrl, checked.copy);
    for (const file of made.shards.slice(-shards)) {
      const shard: ShardAddress = { ...checked.last, file };
      const bytes = new TextEncoder().encode(made.files.get(file)).buffer;
      await store.storeShard(shard, checked.copy.hashes[file] ?? 'none', bytes);
    }
    return checked;
  }

  const firstBias = ({ shard }: CheckedExport): unknown => shard.weights[0]?.biases[0];

  it("checks the manifest and the last checkpoint, in the server's newest version", async () => {
    const made = makeExport({ mark: 3 });
    server.add(made);
    const checked = await open(made);
    expect(firstBias(checked)).toBe(5);
    expect(checked.set.timeline.map(({ label }) => label)).toEqual([
      'moment 0',
      'moment 1',
      'moment 2',
    ]);
    expect(checked.copy.files).toEqual(made.shards);
    expect(server.requests).toEqual([
      { url: made.manifestUrl, cache: 'no-cache' },
      { url: made.shards[2] ?? '', cache: 'default' },
    ]);
  });

  for (const [name, architecture, message] of [
    [
      'inputs that do not match the pad',
      [100, 10],
      /network\.input_dim: expected 784 .*, found 100$/,
    ],
    [
      'outputs that do not match the digits',
      [784, 7],
      /network\.output_dim: expected 10 .*, found 7$/,
    ],
  ] as const) {
    it(`refuses a network with ${name}`, async () => {
      const made = makeExport({ architecture });
      server.add(made);
      await expectAsync(open(made)).toBeRejectedWithError(FormatError, message);
    });
  }

  it('accepts any layers in between', async () => {
    const made = makeExport({ architecture: [784, 12, 5, 7, 10] });
    server.add(made);
    expect((await open(made)).shard.weights.length).toBe(4);
  });

  it('opens the stored copy without a network', async () => {
    const made = makeExport({ mark: 3 });
    await keep(made, 1);
    server.isDown = true;
    const checked = await open(made, 'offline');
    expect([firstBias(checked), checked.isStoredCopy, checked.refused]).toEqual([
      5,
      true,
      undefined,
    ]);
  });

  it('opens the last complete set, not a newer one with missing shards', async () => {
    const whole = makeExport({ mark: 3 });
    await keep(whole, 3);
    const newer = makeExport({ mark: 100 });
    expect(firstBias(await keep(newer, 2))).toBe(102);
    server.isDown = true;
    expect(firstBias(await open(newer))).toBe(5);
    server.isDown = false;
    await keep(newer, 3);
    server.isDown = true;
    expect(firstBias(await open(newer))).toBe(102);
  });

  it('does not wait for a network that is connected but silent', async () => {
    const made = makeExport();
    await keep(made, 1);
    server.answers.set(
      made.manifestUrl,
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    );
    const asked = server.requests.length;
    const opening = open(made);
    await until(() => server.requests.length > asked);
    timeout.abort(new DOMException('signal timed out', 'TimeoutError'));
    expect((await opening).isStoredCopy).toBeTrue();
  });

  it('opens the stored copy behind a captive portal, and says why', async () => {
    const made = makeExport();
    await keep(made, 1);
    server.answers.set(made.manifestUrl, () => '<html>Log in</html>');
    const checked = await open(made, 'offline-or-invalid');
    expect(checked.isStoredCopy).toBeTrue();
    expect(checked.refused?.message).toContain('expected JSON, found "<html>Log in</html>"');
    await expectAsync(open(made, 'offline')).toBeRejectedWithError(FormatError);
  });

  it('says what is wrong with the server when the stored copy is unusable as well', async () => {
    const made = makeExport();
    const { copy } = await keep(made, 1);
    await store.drop(copy.hashes[made.shards[2] ?? ''] ?? '');
    server.isDown = true;
    await expectAsync(open(made)).toBeRejectedWithError(
      UnreachableFile,
      /mlp_weights\.json: the file: expected a server that sends it/,
    );
  });

  it('remembers the hashes of an export without any, as long as its manifest stays the same', async () => {
    const made = makeExport({ isHashed: false, mark: 3 });
    server.add(made);
    const first = await open(made);
    expect(first.copy.hashes).toEqual({});
    const { fetched } = first.shard;
    if (!fetched) throw new Error('expected a fetched shard, found a kept one');
    await store.storeManifest(made.manifestUrl, first.copy);
    await store.storeShard(first.last, fetched.sha256, fetched.bytes);
    const again = await open(made);
    expect([firstBias(again), again.shard.fetched]).toEqual([5, undefined]);
    server.add(makeExport({ isHashed: false, mark: 50 }));
    expect(firstBias(await open(made))).toBe(52);
  });
});
