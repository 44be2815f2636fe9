import type { InkDigits } from '#formats';
import { FormatError, type NetworkWeights } from '#model';
import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { WorkerServer, type Exchange, type Post } from '../../../platform/worker-server.ts';
import { isOfLibrary, libraryAddress, libraryKey } from '../../library-address.ts';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import { buffersOf } from '../../weight-buffers.ts';
import { failureOf, isBug } from '../../weights/shared/failure.ts';
import type { OpenedExport } from '../../weights/shared/weights-protocol.ts';
import type { ExportSources } from '../../weights/worker/open-export.ts';
import { WeightStore } from '../../weights/worker/weight-store.ts';
import { WeightsDatabase } from '../../weights/worker/weights-database.ts';
import type { DigitsProgress } from '../shared/digit-files.ts';
import type { ImportReport } from '../shared/import-report.ts';
import {
  keptName,
  UNDO_WITHIN_MS,
  type NetworkFace,
  type WrittenFile,
} from '../shared/library-network.ts';
import type { LibraryContents, LibraryProtocol } from '../shared/library-protocol.ts';
import { AddressNetworks } from './address-networks.ts';
import { AllAnswers } from './all-answers.ts';
import { arrived } from './arrived.ts';
import { DigitStore } from './digit-store.ts';
import { DigitSupply } from './digit-supply.ts';
import { faceOf } from './face-of.ts';
import { HeldReports } from './held-reports.ts';
import { keepNetwork } from './keep-network.ts';
import { keptCards, removedCards } from './kept-networks.ts';
import { LibraryDatabase, type NetworkRecord } from './library-database.ts';
import { LibraryStore } from './library-store.ts';
import type { LibrarySurroundings } from './library-surroundings.ts';
import { Networks } from './networks.ts';
import { nextTask } from './next-task.ts';
import { OlderImports } from './older-imports.ts';
import { lastIndex } from './readable-network.ts';

type Requests = LibraryProtocol['requests'];

const NONE: ReadonlyMap<string, NetworkRecord> = new Map();
/** A removed network is deleted a little later than it can be brought back. */
const DELETED_AFTER_MS = UNDO_WITHIN_MS + 200;

/** The worker's side of the library. */
export class LibrarySession {
  private readonly server: WorkerServer<LibraryProtocol>;
  private readonly world: LibrarySurroundings;
  private readonly store: LibraryStore;
  private readonly sources: ExportSources;
  private readonly addresses: AddressNetworks;
  private readonly networks: Networks;
  private readonly reports = new HeldReports();
  private readonly digitSupply: DigitSupply;
  private readonly answers = new AllAnswers();
  private readonly older: OlderImports;

  constructor(post: Post<LibraryProtocol>, world: LibrarySurroundings) {
    this.world = world;
    const { folder, network } = world;
    this.server = new WorkerServer<LibraryProtocol>({
      post,
      handlers: {
        contents: async (_, { signal, reply }) => {
          reply(await this.contents(signal));
        },
        open: (request, exchange) => this.open(request, exchange),
        shard: async ({ shard }, { signal, reply }) => {
          const weights = await this.weightsAt(shard.file, shard.manifestUrl, signal);
          reply(weights, buffersOf(weights));
        },
        ensureStored: async ({ shard }, { signal, reply }) => {
          reply({ isStored: await this.isReadable(shard.file, shard.manifestUrl, signal) });
        },
        check: (request, exchange) => this.check(request, exchange),
        keep: async (request, { reply }) => {
          reply(await this.keep(request));
        },
        look: async ({ report, ink }, { reply }) => {
          reply(await this.reports.look(report, ink));
        },
        forget: ({ report }, { reply }) => {
          this.reports.forget(report);
          reply(undefined);
        },
        rename: async ({ address, name }, { reply }) => {
          const kept = keptName(name);
          if (kept !== '') await this.change(address, (record) => ({ ...record, name: kept }));
          reply(undefined);
        },
        remove: async ({ address }, { reply }) => {
          await this.change(address, (record) => ({ ...record, removedMs: world.nowMs() }));
          this.deleteLater();
          reply(undefined);
        },
        restore: async ({ address }, { reply }) => {
          await this.change(address, withoutRemoval);
          reply(undefined);
        },
        write: (request, exchange) => this.write(request, exchange),
        face: async ({ address }, { signal, reply }) => {
          reply(await this.face(address, signal));
        },
        answers: async ({ image }, { signal, reply }) => {
          reply(await this.answers.read(this.networks.each(signal), image, signal));
        },
        digits: async (_, { reply }) => {
          reply(await this.digitSupply.state());
        },
        bringDigits: async ({ wanted }, { signal, reply }) => {
          const told = (progress: DigitsProgress): void => {
            this.server.notify({ kind: 'digits', progress });
          };
          reply(await this.digitSupply.bring(wanted, signal, told));
        },
      },
      failureOf,
      isFault: isBug,
    });
    const database = new LibraryDatabase((state) => {
      this.server.notify({ kind: 'storage', state });
    });
    this.store = new LibraryStore(database, folder);
    const digits = new DigitStore(database, folder);
    this.digitSupply = new DigitSupply(digits, network.fetchFile, folder);
    const weights = new WeightsDatabase(() => undefined);
    this.sources = { ...network, store: new WeightStore(weights, folder) };
    this.older = new OlderImports(this.sources, this.store, world.nowMs);
    this.addresses = new AddressNetworks(this.sources, folder);
    this.networks = new Networks(this.store, this.addresses, this.reports);
  }

  /** Whether all requests are finished. */
  get isIdle(): boolean {
    return this.server.isIdle;
  }

  /** Handles a request. Errors are part of the answer. */
  receive(message: ToWorker<LibraryProtocol>): void {
    this.server.receive(message);
  }

  /** Another tab has changed the library. */
  othersChanged(): void {
    this.server.notify({ kind: 'changed' });
  }

  private async contents(signal: AbortSignal): Promise<LibraryContents> {
    await this.older.moved();
    const atAddresses = await this.addresses.all(signal);
    const records = await orWithoutStorage(this.records(), undefined);
    const networks = [...atAddresses, ...keptCards(records ?? NONE)];
    this.answers.keepOnly(new Set(networks.map(({ id }) => id)));
    return { networks, removed: removedCards(records ?? NONE), isComplete: records !== undefined };
  }

  /** What is kept, after what is due has been deleted. */
  private async records(): Promise<ReadonlyMap<string, NetworkRecord>> {
    const records = await this.store.records();
    if (removedCards(records).length === 0) return records;
    const deleted = await this.store.deleteRemoved(this.world.nowMs());
    const left = deleted > 0 ? await this.store.records() : records;
    if (removedCards(left).length > 0) this.deleteLater();
    return left;
  }

  private deleteLater(): void {
    this.world.after(DELETED_AFTER_MS, () => {
      void orWithoutStorage(this.store.deleteRemoved(this.world.nowMs()), 0).then((deleted) => {
        if (deleted > 0) this.tell();
      });
    });
  }

  private async open(
    { address }: Requests['open'],
    { signal, reply }: Exchange<OpenedExport>,
  ): Promise<void> {
    await this.older.moved();
    const network = await this.networks.at(address, signal);
    const { spec, moments, calibration, edition } = network;
    const weights = await network.weights(lastIndex(network), signal);
    const timeline = moments.map((moment, index) => ({ ...moment, shard: { path: `${index}` } }));
    const set = { url: network.address, network: spec, timeline, calibration };
    const stored = moments.map(() => true);
    reply({ set, manifestSha256: edition, weights, stored }, buffersOf(weights));
  }

  /** The weights at a checkpoint's address, which ends with its index. */
  private async weightsAt(
    file: string,
    address: string,
    signal: AbortSignal,
  ): Promise<NetworkWeights> {
    const network = await this.networks.at(address, signal);
    return network.weights(Number(file.slice(file.lastIndexOf('/') + 1)), signal);
  }

  private async isReadable(file: string, address: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.weightsAt(file, address, signal);
      return true;
    } catch (error) {
      // Damaged or gone; storage that fails is the caller's to hear of.
      if (error instanceof FormatError) return false;
      throw error;
    }
  }

  private async check(
    { files }: Requests['check'],
    { signal, reply }: Exchange<ImportReport>,
  ): Promise<void> {
    const { checkFiles } = await arrived(import('./check-files.ts'));
    const checked = await checkFiles(files, {
      digits: () => this.digits(),
      pause: async () => {
        await nextTask();
        signal.throwIfAborted();
      },
    });
    if (checked.kind === 'drawings') {
      reply(checked);
      return;
    }
    const records = await orWithoutStorage(this.store.records(), new Map<string, NetworkRecord>());
    signal.throwIfAborted();
    const twin = [...records].find(
      ([, { fingerprint, removedMs }]) =>
        fingerprint === checked.fingerprint && removedMs === undefined,
    );
    reply(this.reports.hold(checked, twin && libraryAddress(twin[0])));
  }

  private async digits(): Promise<InkDigits | undefined> {
    try {
      return await this.world.digits();
    } catch (error) {
      // Not on this device yet, or damaged: networks are taken untried.
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }

  private async keep({ report, name, ink }: Requests['keep']): Promise<string> {
    const toKeep = await this.reports.toKeep(report, name, ink);
    const key = await keepNetwork(this.store, toKeep, this.world.nowMs());
    this.tell();
    return libraryAddress(key);
  }

  private async change(
    address: string,
    change: (record: NetworkRecord) => NetworkRecord,
  ): Promise<void> {
    if (!isOfLibrary(address)) {
      throw new FormatError(address, 'the network', 'one that is kept in the library', 'another');
    }
    await this.store.change(libraryKey(address), change);
    this.tell();
  }

  private async write(
    { address, format, checkpoint }: Requests['write'],
    { signal, reply }: Exchange<readonly WrittenFile[]>,
  ): Promise<void> {
    const { writeNetwork } = await arrived(import('./write-network.ts'));
    const network = await this.networks.at(address, signal);
    const files = await writeNetwork(network, format, checkpoint, signal);
    reply(
      files,
      files.map(({ bytes }) => bytes.buffer),
    );
  }

  private async face(address: string, signal: AbortSignal): Promise<NetworkFace | undefined> {
    const network = await this.networks.at(address, signal);
    return faceOf(network.spec, await network.weights(lastIndex(network), signal));
  }

  private tell(): void {
    this.othersChanged();
    this.world.tellOthers();
  }
}

function withoutRemoval(record: NetworkRecord): NetworkRecord {
  const restored: { removedMs?: number } & Omit<NetworkRecord, 'removedMs'> = { ...record };
  delete restored.removedMs;
  return restored;
}
