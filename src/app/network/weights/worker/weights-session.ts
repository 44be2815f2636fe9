import type { NetworkWeights, PackedWeights } from '#model';
import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { WorkerServer, type Exchange, type Post } from '../../../platform/worker-server.ts';
import { failureOf, isBug } from '../shared/failure.ts';
import { knownHash, openExport, type CheckedExport, type ExportSources } from './open-export.ts';
import { ensureStored, readShard, readStored, type VerifiedShard } from './read-shard.ts';
import type { ShardAddress } from '../shared/shard-address.ts';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import { buffersOf } from '../../weight-buffers.ts';
import { WeightStore } from './weight-store.ts';
import { copiesOf, WeightsDatabase } from './weights-database.ts';
import type { EnsuredShard, OpenedExport, WeightsProtocol } from '../shared/weights-protocol.ts';

type Requests = WeightsProtocol['requests'];

/** The worker's side of the protocol: fetches, verifies, decodes and stores. */
export class WeightsSession {
  private readonly server: WorkerServer<WeightsProtocol>;
  private readonly sources: ExportSources;

  /** @param folder absolute address of the app's folder */
  constructor(post: Post<WeightsProtocol>, network: Omit<ExportSources, 'store'>, folder: string) {
    this.server = new WorkerServer({
      post,
      handlers: {
        open: (request, exchange) => this.open(request, exchange),
        shard: (request, exchange) => this.shard(request, exchange),
        packed: (request, exchange) => this.packed(request, exchange),
        ensureStored: (request, exchange) => this.ensureStored(request, exchange),
        measure: async (_, { reply }) => {
          reply(await this.sources.store.measure());
        },
        clear: async (_, { reply }) => {
          await this.sources.store.clear();
          reply(undefined);
        },
      },
      failureOf,
      isFault: isBug,
    });
    let told = '';
    const database = new WeightsDatabase(
      (state) => {
        const text = JSON.stringify(state);
        if (text !== told) this.server.notify({ kind: 'storage', state });
        told = text;
      },
      () => {
        this.server.notify({ kind: 'database closed' });
      },
    );
    this.sources = { ...network, store: new WeightStore(database, folder) };
  }

  /** Whether all requests are finished, including what they store after their answer. */
  get isIdle(): boolean {
    return this.server.isIdle;
  }

  /** Handles a request. Errors are part of the answer. */
  receive(message: ToWorker<WeightsProtocol>): void {
    this.server.receive(message);
  }

  private async open(
    { manifestUrl, fallback }: Requests['open'],
    { signal, reply }: Exchange<OpenedExport>,
  ): Promise<void> {
    const { store } = this.sources;
    const checked = await openExport(manifestUrl, fallback, this.sources, signal);
    const { copy, last, shard, isStoredCopy } = checked;
    const stored = await orWithoutStorage(store.storedHashes(), new Set<string>());
    signal.throwIfAborted();
    store.remember(copy);
    const isStored = copy.files.map((file) => stored.has(copy.hashes[file] ?? ''));
    reply(opened(checked, isStored), buffersOf(shard.weights));
    if (!isStoredCopy) await orWithoutStorage(store.storeManifest(manifestUrl, copy), undefined);
    await this.store(last, shard);
  }

  private async shard(
    { shard }: Requests['shard'],
    { signal, reply }: Exchange<NetworkWeights>,
  ): Promise<void> {
    const read = await readShard(shard, await this.hashOf(shard), this.sources, signal);
    signal.throwIfAborted();
    reply(read.weights, buffersOf(read.weights));
    await this.store(shard, read);
  }

  private async packed(
    { shard }: Requests['packed'],
    { signal, reply }: Exchange<PackedWeights | undefined>,
  ): Promise<void> {
    const hash = await this.hashOf(shard);
    const reading = readStored(shard, hash, this.sources.store, signal);
    const packed = await orWithoutStorage(reading, undefined);
    reply(packed, packed ? buffersOf(packed) : []);
  }

  private async ensureStored(
    { shard, mayFetch }: Requests['ensureStored'],
    { signal, reply }: Exchange<EnsuredShard>,
  ): Promise<void> {
    const hash = await this.hashOf(shard);
    const ensured = await ensureStored(shard, hash, this.sources, { mayFetch, signal });
    if (ensured.isStored) this.server.notify({ kind: 'stored', file: shard.file });
    reply(ensured);
  }

  private async hashOf(shard: ShardAddress): Promise<string | undefined> {
    if (shard.sha256 !== undefined) return shard.sha256;
    const reading = this.sources.store.exportRecord(shard.manifestUrl);
    const record = await orWithoutStorage(reading, undefined);
    return record && knownHash(shard, copiesOf(record));
  }

  private async store(shard: ShardAddress, { fetched }: VerifiedShard): Promise<void> {
    if (!fetched) return;
    const storing = this.sources.store.storeShard(shard, fetched.sha256, fetched.bytes);
    const isStored = await orWithoutStorage(
      storing.then(() => true),
      false,
    );
    if (isStored) this.server.notify({ kind: 'stored', file: shard.file });
  }
}

function opened(
  { set, copy, shard, refused }: CheckedExport,
  stored: readonly boolean[],
): OpenedExport {
  return {
    set,
    manifestSha256: copy.edition,
    weights: shard.weights,
    stored,
    ...(refused && { refused: failureOf(refused) }),
  };
}
