import { FormatError, sha256Hex } from '#model';
import { TestBed } from '@angular/core/testing';
import { startsFakes, type FakePort } from '../../../platform/testing/fake-port.ts';
import { makeExport } from '../testing/export-server.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import type { WeightsProtocol } from '../shared/weights-protocol.ts';
import { WeightsFailure } from './weights-failure.ts';
import { WEIGHTS_WORKER_FACTORY, WeightsClient } from './weights-client.ts';

const made = makeExport({ mark: 4 });
const text = made.files.get(made.shards[0] ?? '') ?? '';

/** The shard's text at an address of its own, so that a real worker can fetch it. */
function shardOf(content: string): ShardAddress {
  return {
    manifestUrl: made.manifestUrl,
    manifestSha256: 'none',
    file: URL.createObjectURL(new Blob([content])),
    network: made.network,
    sha256: sha256Hex(new TextEncoder().encode(text)),
  };
}

type Port = FakePort<WeightsProtocol>;

describe('WeightsClient', () => {
  let ports: Port[];
  let client: WeightsClient;
  const never = new AbortController().signal;

  beforeEach(() => {
    ports = [];
    TestBed.configureTestingModule({
      providers: [{ provide: WEIGHTS_WORKER_FACTORY, useValue: startsFakes(ports) }],
    });
    client = TestBed.inject(WeightsClient);
  });

  it('gives each request its own answer', async () => {
    const first = client.shard(shardOf(text), never);
    const second = client.shard(shardOf(text), never);
    const weightsOf = (mark: number) => [
      { weights: Float32Array.of(mark), biases: new Float32Array() },
    ];
    await ports[0]?.answer(2, weightsOf(22));
    await ports[0]?.answer(1, weightsOf(11));
    expect((await first)[0]?.weights[0]).toBe(11);
    expect((await second)[0]?.weights[0]).toBe(22);
  });

  it('cancels aborted requests and ignores their answers', async () => {
    const controller = new AbortController();
    const shard = client.shard(shardOf(text), controller.signal);
    controller.abort();
    await expectAsync(shard).toBeRejectedWithError(DOMException as never, /abort/);
    expect(ports[0]?.cancelled).toEqual([1]);
    await ports[0]?.answer(1, []);
  });

  it("rejects with the worker's error", async () => {
    const shard = client.shard(shardOf(text), never);
    const format = ['w.json', 'version', '1', '2'] as const;
    const message = 'w.json: version: expected 1, found 2';
    await ports[0]?.fail(1, { message, format, isUnreachable: false });
    const error: unknown = await shard.catch((reason: unknown) => reason);
    if (!(error instanceof WeightsFailure)) throw new Error('expected a WeightsFailure');
    expect(error.isCorrupt).toBeTrue();
    expect(error.original).toEqual(new FormatError(...format));
  });

  it('rejects everything when the worker dies, and starts another with the next request', async () => {
    const shard = client.shard(shardOf(text), never);
    ports[0]?.die('out of memory');
    await expectAsync(shard).toBeRejectedWithError('weights worker: out of memory');
    expect(ports[0]?.isTerminated).toBeTrue();
    const next = client.shard(shardOf(text), never);
    await ports[1]?.answer(2, []);
    expect(await next).toEqual([]);
  });

  it("passes on the worker's notices about storage and stored files", () => {
    const stored: string[] = [];
    client.stored.subscribe((file) => stored.push(file));
    void client.shard(shardOf(text), never);
    expect(client.storage()).toEqual({ kind: 'persistent' });
    ports[0]?.notify({ kind: 'storage', state: { kind: 'memory', reason: 'full' } });
    ports[0]?.notify({ kind: 'stored', file: 'a' });
    expect([client.storage(), stored]).toEqual([{ kind: 'memory', reason: 'full' }, ['a']]);
  });
});

describe('WeightsClient with a real worker', () => {
  const never = new AbortController().signal;

  it('fetches, verifies and decodes', async () => {
    const weights = await TestBed.inject(WeightsClient).shard(shardOf(text), never);
    expect([weights[0]?.weights.length, weights[0]?.biases[0]]).toEqual([7840, 4]);
  });

  it('names a damaged file', async () => {
    // A unique hash: another spec may have stored a file with the usual one.
    const shard = { ...shardOf(text), sha256: '0'.repeat(64) };
    const reading = TestBed.inject(WeightsClient).shard(shard, never);
    await expectAsync(reading).toBeRejectedWithError(
      WeightsFailure,
      new RegExp(`${shard.file}: SHA-256`),
    );
  });
});
