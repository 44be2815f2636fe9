import { lastCheckpoint, type ReadCheckpoint, type ReadNetwork } from '#formats';
import { FormatError, parseManifest } from '#model';
import { isImported } from '../../imported-address.ts';
import { shardAddress } from '../../weights/shared/shard-address.ts';
import { knownHash, type ExportSources } from '../../weights/worker/open-export.ts';
import { readShard } from '../../weights/worker/read-shard.ts';
import type { ExportRecord } from '../../weights/worker/weights-database.ts';
import { fingerprintOf } from './check-files.ts';
import { faceOf } from './face-of.ts';
import { keepNetwork } from './keep-network.ts';
import type { LibraryStore } from './library-store.ts';
import { calibrationIn, momentOf } from './readable-network.ts';

/**
 * Moves what an earlier version of the app imported from files into the library. Nothing is deleted before it is read
 * back from its new place; whoever ends the app meanwhile finds it in the old place, the new one, or both, and the next
 * visit goes on from there.
 * @throws StorageFailure, as where there is no room; what was not moved stays where it is
 */
export async function moveImported(
  sources: ExportSources,
  library: LibraryStore,
  nowMs: number,
): Promise<void> {
  const former = new Set(
    [...(await library.records()).values()].map(({ formerAddress }) => formerAddress),
  );
  for (const [url, record] of await sources.store.exportRecords()) {
    if (!isImported(url)) continue;
    if (!former.has(url)) {
      const network = await readable(importedNetwork(url, record, sources));
      // Nothing of it can be read any more: it stays, for whatever it may be good for.
      if (!network) continue;
      await keepNetwork(library, { ...network, formerAddress: url }, nowMs);
    }
    await sources.store.release(url);
  }
}

/** A network, or undefined where its manifest or its calibration is none. */
async function readable(
  reading: Promise<ImportedNetwork | undefined>,
): Promise<ImportedNetwork | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

type ImportedNetwork = Omit<Parameters<typeof keepNetwork>[1], 'formerAddress'>;

/** What can still be read of an imported export; undefined if that is nothing. */
async function importedNetwork(
  url: string,
  record: ExportRecord,
  sources: ExportSources,
): Promise<ImportedNetwork | undefined> {
  const { signal } = new AbortController();
  const copy = record.whole ?? record.newest;
  const { network: spec, timeline, training } = parseManifest(copy.text, url);
  const set = { url, network: spec, timeline, calibration: calibrationIn(spec, training, url) };
  const checkpoints: ReadCheckpoint[] = [];
  for (const [index, checkpoint] of timeline.entries()) {
    const shard = shardAddress(set, copy.edition, index);
    try {
      const { weights } = await readShard(shard, knownHash(shard, [copy]), sources, signal);
      checkpoints.push({ moment: momentOf(checkpoint), weights });
    } catch (error) {
      // Missing or damaged: the others are worth keeping.
      if (!(error instanceof FormatError)) throw error;
    }
  }
  if (checkpoints.length === 0) return undefined;
  const network: ReadNetwork = { spec, checkpoints, ...(training && { training }) };
  const version = training?.['trainer'];
  const name = nameOf(timeline[0]?.shard.path ?? '');
  return {
    network,
    name,
    origin: {
      ...{ kind: 'file', file: `${name}.json`, format: 'export', isZipped: false },
      producer: version === undefined ? '' : 'mnist-mlp-visualizer',
      producerVersion: typeof version === 'string' ? version : '',
    },
    precision: 'float16',
    fingerprint: fingerprintOf(network),
    score: undefined,
    face: faceOf(spec, lastCheckpoint(network).weights),
  };
}

/** The folder of the snapshots is called like the manifest, whose own name was not kept. */
function nameOf(path: string): string {
  const [folder = '', ...rest] = path.replace(/^(\.\/)+/, '').split('/');
  return rest.length > 0 && folder !== '' ? folder : 'mlp_weights';
}
