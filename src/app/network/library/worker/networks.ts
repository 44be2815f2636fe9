import { FormatError } from '#model';
import { isImported } from '../../imported-address.ts';
import { isLookedAt, isOfLibrary, libraryKey } from '../../library-address.ts';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import type { AddressNetworks } from './address-networks.ts';
import type { HeldReports } from './held-reports.ts';
import { keptNetwork } from './kept-networks.ts';
import type { NetworkRecord } from './library-database.ts';
import type { LibraryStore } from './library-store.ts';
import type { ReadableNetwork } from './readable-network.ts';

/** All networks that can be read, wherever they are: kept, looked at, or exports on the app's server. */
export class Networks {
  private readonly store: LibraryStore;
  private readonly addresses: AddressNetworks;
  private readonly reports: HeldReports;

  constructor(store: LibraryStore, addresses: AddressNetworks, reports: HeldReports) {
    this.store = store;
    this.addresses = addresses;
    this.reports = reports;
  }

  /**
   * The network at an address; under the address of an imported export, what it has become.
   * @throws FormatError if there is none
   */
  async at(address: string, signal: AbortSignal): Promise<ReadableNetwork> {
    if (isLookedAt(address)) return this.reports.lookedAt(address) ?? missing(address);
    if (isOfLibrary(address)) {
      const key = libraryKey(address);
      const record = await this.store.record(key);
      return record ? keptNetwork(key, record, this.store) : missing(address);
    }
    const moved = isImported(address) ? await this.movedFrom(address) : undefined;
    return moved ?? (await this.addresses.open(address, signal));
  }

  /** Each network in the library and at addresses, one after the other. */
  async *each(signal: AbortSignal): AsyncGenerator<ReadableNetwork> {
    for (const { id } of await this.addresses.all(signal))
      yield await this.addresses.open(id, signal);
    for (const [key, record] of await this.records()) {
      if (record.removedMs === undefined) yield keptNetwork(key, record, this.store);
    }
  }

  private async movedFrom(address: string): Promise<ReadableNetwork | undefined> {
    for (const [key, record] of await this.records()) {
      if (record.formerAddress === address) return keptNetwork(key, record, this.store);
    }
    return undefined;
  }

  private records(): Promise<ReadonlyMap<string, NetworkRecord>> {
    return orWithoutStorage(this.store.records(), new Map<string, NetworkRecord>());
  }
}

function missing(address: string): never {
  throw new FormatError(address, 'the network', 'in the library', 'none');
}
