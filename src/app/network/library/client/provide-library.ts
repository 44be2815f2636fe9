import { inject, type Provider } from '@angular/core';
import { isImported } from '../../imported-address.ts';
import { isOfLibrary } from '../../library-address.ts';
import { OWN_NETWORKS, type OwnNetworks } from '../../weights/client/weights-client.ts';
import { LibraryClient } from './library-client.ts';

/** Has networks in the library opened like exports, and those that earlier versions imported with them. */
export function provideLibrary(): Provider {
  return {
    provide: OWN_NETWORKS,
    useFactory: (): OwnNetworks => {
      const library = inject(LibraryClient);
      return {
        has: (address) => isOfLibrary(address) || isImported(address),
        open: (address, signal) => library.request('open', { address }, { signal }),
        shard: (shard, signal) => library.request('shard', { shard }, { signal }),
        ensureStored: (shard, signal) => library.request('ensureStored', { shard }, { signal }),
      };
    },
  };
}
