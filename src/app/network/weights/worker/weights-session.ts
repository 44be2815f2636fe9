import { FormatError } from '#model';
import { FileFailure, UnreachableFile } from '../shared/file-failure.ts';
import { chosenExport } from './imported-export.ts';
import { knownHash, openExport, type CheckedExport, type ExportSources } from './open-export.ts';
import { assureShard, readShard, type VerifiedShard } from './read-shard.ts';
import { shardAddress } from '../shared/shard-address.ts';
import { orWithoutStorage, StorageFailure } from '../shared/storage-failure.ts';
import { buffersOf } from '../../weight-buffers.ts';
import { WeightStore } from './weight-store.ts';
import { copiesOf, WeightsDatabase } from './weights-database.ts';
import type {
  Failure,
  OpenedExport,
  ShardAddress,
  WeightsRequest,
  WeightsResponse,
} from '../shared/weights-protocol.ts';

/** Sends an answer; the buffers change hands. */
export type Post = (response: WeightsResponse, transfer: Transferable[]) => void;

/** The worker's side of the protocol: fetches, verifies, decodes and keeps. */
export class WeightsSession {
  private readonly post: Post;
  private readonly sources: ExportSources;
  private readonly underWay = new Map<number, AbortController>();

  /** @param folder the app's, absolute */
  constructor(post: Post, network: Omit<ExportSources, 'store'>, folder: string) {
    this.post = post;
    let told = '';
    const database = new WeightsDatabase(
      (state) => {
        const text = JSON.stringify(state);
        if (text !== told) post({ kind: 'storage', state }, []);
        told = text;
      },
      () => {
        post({ kind: 'lost' }, []);
      },
    );
    this.sources = { ...network, store: new WeightStore(database, folder) };
  }

  /** Whether nothing is under way any more: what was to be kept is kept. */
  get isIdle(): boolean {
    return this.underWay.size === 0;
  }

  /** Answers a request in its own time; what goes wrong is in the answer. */
  receive(request: WeightsRequest): void {
    switch (request.kind) {
      case 'open':
        this.answer(request.id, (signal) => this.open(request, signal));
        break;
      case 'import':
        this.answer(request.id, (signal) => this.import(request, signal));
        break;
      case 'shard':
        this.answer(request.id, (signal) => this.shard(request, signal));
        break;
      case 'assure':
        this.answer(request.id, (signal) => this.assure(request, signal));
        break;
      case 'measure':
        this.answer(request.id, () => this.measure(request.id));
        break;
      case 'clear':
        this.answer(request.id, () => this.clear(request.id));
        break;
      case 'cancel':
        this.underWay.get(request.id)?.abort();
        break;
      default:
        request satisfies never;
    }
  }

  private answer(id: number, work: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    this.underWay.set(id, controller);
    work(controller.signal)
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        this.post({ kind: 'failed', id, failure: failureOf(error) }, []);
        // A fault of ours: the page is answered, and the console has where it was.
        if (!(error instanceof FormatError || error instanceof StorageFailure)) throw error;
      })
      .finally(() => this.underWay.delete(id));
  }

  private async open(
    { id, manifestUrl, keptCopy }: WeightsRequest & { kind: 'open' },
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.sources;
    const checked = await openExport(manifestUrl, keptCopy, this.sources, signal);
    const { copy, last, shard, isKeptCopy } = checked;
    const kept = await orWithoutStorage(store.keptHashes(), new Set<string>());
    signal.throwIfAborted();
    store.remember(copy);
    this.tellOpened(
      id,
      checked,
      copy.files.map((file) => kept.has(copy.hashes[file] ?? '')),
    );
    if (!isKeptCopy) await orWithoutStorage(store.keepManifest(manifestUrl, copy), undefined);
    await this.keep(last, shard);
  }

  /** Takes an export in from files: all of them are checked before anything is kept. */
  private async import(
    { id, files, folder }: WeightsRequest & { kind: 'import' },
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.sources;
    const { manifestUrl, fetchFile } = await chosenExport(files, folder);
    const sources = { ...this.sources, fetchFile };
    const checked = await openExport(manifestUrl, 'when unreachable', sources, signal);
    const { set, copy } = checked;
    const shards = set.timeline.map((_, index) => shardAddress(set, copy.edition, index));
    for (const shard of shards) await readShard(shard, knownHash(shard, [copy]), sources, signal);
    store.remember(copy);
    await store.keepManifest(manifestUrl, copy);
    for (const shard of shards) {
      const hash = knownHash(shard, [copy]);
      await assureShard(shard, hash, sources, { mayFetch: true, signal });
    }
    this.tellOpened(
      id,
      checked,
      shards.map(() => true),
    );
  }

  private tellOpened(
    id: number,
    { set, copy, shard, refused }: CheckedExport,
    kept: readonly boolean[],
  ): void {
    const opened: OpenedExport = {
      ...{ set, edition: copy.edition, weights: shard.weights, kept },
      ...(refused && { refused: failureOf(refused) }),
    };
    this.post({ kind: 'opened', id, opened }, buffersOf(shard.weights));
  }

  private async shard(
    { id, shard }: WeightsRequest & { kind: 'shard' },
    signal: AbortSignal,
  ): Promise<void> {
    const read = await readShard(shard, await this.hashOf(shard), this.sources, signal);
    signal.throwIfAborted();
    this.post({ kind: 'shard', id, weights: read.weights }, buffersOf(read.weights));
    await this.keep(shard, read);
  }

  private async assure(
    { id, shard, mayFetch }: WeightsRequest & { kind: 'assure' },
    signal: AbortSignal,
  ): Promise<void> {
    const hash = await this.hashOf(shard);
    const assured = await assureShard(shard, hash, this.sources, { mayFetch, signal });
    if (assured.isKept) this.post({ kind: 'kept', file: shard.file }, []);
    this.post({ kind: 'assured', id, assured }, []);
  }

  private async measure(id: number): Promise<void> {
    this.post({ kind: 'measured', id, stored: await this.sources.store.measure() }, []);
  }

  private async clear(id: number): Promise<void> {
    await this.sources.store.clear();
    this.post({ kind: 'cleared', id }, []);
  }

  private async hashOf(shard: ShardAddress): Promise<string | undefined> {
    if (shard.sha256 !== undefined) return shard.sha256;
    const reading = this.sources.store.exportRecord(shard.manifestUrl);
    const record = await orWithoutStorage(reading, undefined);
    return record && knownHash(shard, copiesOf(record));
  }

  private async keep(shard: ShardAddress, { fetched }: VerifiedShard): Promise<void> {
    if (!fetched) return;
    const keeping = this.sources.store.keepShard(shard, fetched.sha256, fetched.bytes);
    const isKept = await orWithoutStorage(
      keeping.then(() => true),
      false,
    );
    if (isKept) this.post({ kind: 'kept', file: shard.file }, []);
  }
}

function failureOf(error: unknown): Failure {
  const isUnreachable = error instanceof UnreachableFile;
  if (error instanceof StorageFailure) {
    return { message: error.message, storage: error.reason, isUnreachable };
  }
  if (!(error instanceof FormatError)) return { message: String(error), isUnreachable };
  const { message, file, field, expected, found } = error;
  const failure: Failure = { message, format: [file, field, expected, found], isUnreachable };
  return error instanceof FileFailure ? { ...failure, arrival: error.arrival } : failure;
}
