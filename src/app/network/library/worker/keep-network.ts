import type { ReadNetwork } from '#formats';
import { fastSha256Hex } from '#model';
import {
  keptName,
  type DigitScore,
  type KeptOrigin,
  type NetworkFace,
} from '../shared/library-network.ts';
import { encodeWeights, type Precision } from './checkpoint-bytes.ts';
import type { NetworkRecord, StoredCheckpoint } from './library-database.ts';
import type { LibraryStore } from './library-store.ts';

/** What is to be kept. */
export interface NetworkToKeep {
  readonly network: ReadNetwork;
  readonly name: string;
  readonly origin: KeptOrigin;
  readonly precision: Precision;
  readonly fingerprint: string;
  readonly score: DigitScore | undefined;
  readonly face: NetworkFace | undefined;
  readonly formerAddress?: string;
  /** What each checkpoint answered to the test digits, where that is known. */
  readonly evaluations?: readonly ArrayBuffer[];
}

const KEY_BYTES = 8;

/**
 * Keeps a network in the library.
 * @param nowMs milliseconds since 1970
 * @returns its key
 * @throws StorageFailure, and nothing of it is kept
 */
export async function keepNetwork(
  store: LibraryStore,
  toKeep: NetworkToKeep,
  nowMs: number,
): Promise<string> {
  const { network, name, origin, precision, fingerprint, score, face, formerAddress } = toKeep;
  const { evaluations = [] } = toKeep;
  const { spec, training, checkpoints } = network;
  const encoded: StoredCheckpoint[] = [];
  for (const { weights } of checkpoints) {
    const bytes = encodeWeights(weights, precision);
    encoded.push({ bytes: bytes.buffer, sha256: await fastSha256Hex(bytes) });
  }
  const record: Omit<NetworkRecord, 'folder'> = {
    ...{ name: keptName(name), origin, spec, precision, fingerprint },
    moments: checkpoints.map(({ moment }) => moment),
    addedMs: nowMs,
    bytes: encoded.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    ...(training && { training }),
    ...(score && { score }),
    ...(face && { face }),
    ...(formerAddress !== undefined && { formerAddress }),
  };
  const key = newKey();
  await store.add(key, record, encoded, evaluations);
  return key;
}

/** Random, since two tabs may keep networks at the same time. `randomUUID` is missing on plain http. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
