import { architectureOf, FormatError, parseManifest, type Manifest } from '#model';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import { DEFAULT_MANIFEST } from '../../weights/shared/default-manifest.ts';
import { shardAddress } from '../../weights/shared/shard-address.ts';
import { knownHash, openExport, type ExportSources } from '../../weights/worker/open-export.ts';
import { readShard } from '../../weights/worker/read-shard.ts';
import type { ExportRecord, ManifestCopy } from '../../weights/worker/weights-database.ts';
import type { LibraryNetwork } from '../shared/library-network.ts';
import { calibrationIn, momentOf, type ReadableNetwork } from './readable-network.ts';

/**
 * The networks that are exports on the app's server: its own, and those that were used by address. The weights worker
 * fetches and stores them; here they are read, from what is stored where that will do.
 */
export class AddressNetworks {
  private readonly sources: ExportSources;
  private readonly folder: string;
  /** The app's own, where it cannot be stored. */
  private own: ManifestCopy | undefined;

  /** @param folder absolute address of the app's folder */
  constructor(sources: ExportSources, folder: string) {
    this.sources = sources;
    this.folder = folder;
  }

  /** The app's own network first, if it is stored or arrives, then those that were used by address. */
  async all(signal: AbortSignal): Promise<readonly LibraryNetwork[]> {
    const records = await orWithoutStorage(
      this.sources.store.exportRecords(),
      new Map<string, ExportRecord>(),
    );
    const own = new URL(DEFAULT_MANIFEST, this.folder).href;
    const others = [...records].filter(([url]) => url !== own);
    const copies = others.map(([url, record]) => [url, storedCopy(record)] as const);
    const first = storedCopy(records.get(own)) ?? (await this.fetched(own, signal));
    const all = first ? [[own, first] as const, ...copies] : copies;
    return all.flatMap(([url, copy]) => (copy ? this.describe(url, copy) : []));
  }

  /** Opens an export, from what is stored of it if there is anything. */
  async open(address: string, signal: AbortSignal): Promise<ReadableNetwork> {
    const reading = this.sources.store.exportRecord(address);
    const record = await orWithoutStorage(reading, undefined);
    const copy = storedCopy(record) ?? (await this.opened(address, signal));
    const { network: spec, timeline, training } = parseManifest(copy.text, address);
    const set = {
      url: address,
      network: spec,
      timeline,
      calibration: calibrationIn(spec, training, address),
    };
    return {
      address,
      name: this.nameOf(address),
      spec,
      moments: timeline.map(momentOf),
      training,
      calibration: set.calibration,
      precision: 'float16',
      edition: copy.edition,
      weights: async (index, signal) => {
        const shard = shardAddress(set, copy.edition, index);
        return (await readShard(shard, knownHash(shard, [copy]), this.sources, signal)).weights;
      },
    };
  }

  /** What can be said of an export; nothing if an earlier version of the app took what this one refuses. */
  private describe(url: string, { text }: ManifestCopy): LibraryNetwork[] {
    let manifest: Manifest;
    try {
      manifest = parseManifest(text, url);
    } catch (error) {
      if (error instanceof FormatError) return [];
      throw error;
    }
    const { network, timeline } = manifest;
    const name = this.nameOf(url);
    const described: LibraryNetwork = {
      id: url,
      name,
      layers: architectureOf(network),
      accuracy: timeline.at(-1)?.metrics.testAccuracy,
      score: undefined,
      origin: name === '' ? { kind: 'app' } : { kind: 'address', address: name },
      addedMs: undefined,
      bytes: timeline.reduce((sum, { shard }) => sum + (shard.bytes ?? 0), 0),
      checkpoints: timeline.length,
      precision: 'float16',
      isKept: false,
    };
    return [described];
  }

  /** The shortest address; empty for the app's own. */
  private nameOf(url: string): string {
    const address = url.startsWith(this.folder) ? url.slice(this.folder.length) : url;
    return address === DEFAULT_MANIFEST ? '' : address;
  }

  /** The manifest on the server; undefined if it cannot be used. */
  private async fetched(url: string, signal: AbortSignal): Promise<ManifestCopy | undefined> {
    try {
      return (this.own ??= await this.opened(url, signal));
    } catch (error) {
      // No network, or no such file: there is nothing to be said of it.
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }

  private async opened(url: string, signal: AbortSignal): Promise<ManifestCopy> {
    return (await openExport(url, 'offline-or-invalid', this.sources, signal)).copy;
  }
}

function storedCopy(record: ExportRecord | undefined): ManifestCopy | undefined {
  return record?.whole ?? record?.newest;
}
