import { architectureOf } from '#model';
import { libraryAddress } from '../../library-address.ts';
import { guessedBefore } from '../../prediction.ts';
import type { LibraryNetwork, RemovedNetwork } from '../shared/library-network.ts';
import type { NetworkRecord } from './library-database.ts';
import type { LibraryStore } from './library-store.ts';
import { calibrationIn, type ReadableNetwork } from './readable-network.ts';

/** A kept network as a card shows it. */
export function cardOf(key: string, record: NetworkRecord): LibraryNetwork {
  const { name, spec, moments, score, origin, addedMs, bytes, precision, training } = record;
  const prediction = guessedBefore(training);
  return {
    id: libraryAddress(key),
    name,
    layers: architectureOf(spec),
    accuracy: moments.at(-1)?.metrics.testAccuracy,
    score,
    origin,
    addedMs,
    bytes,
    checkpoints: moments.length,
    precision,
    isKept: true,
    ...(prediction && { prediction }),
  };
}

/** The kept networks, the newest first. */
export function keptCards(records: ReadonlyMap<string, NetworkRecord>): LibraryNetwork[] {
  return [...records]
    .filter(([, { removedMs }]) => removedMs === undefined)
    .sort(([, a], [, b]) => b.addedMs - a.addedMs)
    .map(([key, record]) => cardOf(key, record));
}

/** The networks that can still be brought back. */
export function removedCards(records: ReadonlyMap<string, NetworkRecord>): RemovedNetwork[] {
  return [...records].flatMap(([key, { name, removedMs }]) =>
    removedMs === undefined ? [] : [{ id: libraryAddress(key), name, removedMs }],
  );
}

/** A kept network, ready to be read. */
export function keptNetwork(
  key: string,
  record: NetworkRecord,
  store: LibraryStore,
): ReadableNetwork {
  const { name, spec, moments, training, precision, fingerprint } = record;
  const address = libraryAddress(key);
  return {
    ...{ address, name, spec, moments, training, precision },
    calibration: calibrationIn(spec, training, address),
    edition: fingerprint,
    weights: (index) => store.weights(key, index),
  };
}
