import {
  calibrationOf,
  decodeText,
  FormatError,
  IMAGE_SIZE,
  parseManifest,
  sha256Hex,
  type Manifest,
} from '#model';
import { arrivalOf, FileFailure, UnreachableFile } from '../shared/file-failure.ts';
import { readShard, type ShardSources, type VerifiedShard } from './read-shard.ts';
import { shardAddress, type ShardAddress } from '../shared/shard-address.ts';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import type { WeightSet } from '../shared/weight-set.ts';
import { copiesOf, type ManifestCopy } from './weights-database.ts';
import type { CacheFallback } from '../shared/weights-protocol.ts';

const INPUTS = IMAGE_SIZE * IMAGE_SIZE;
const DIGITS = 10;

/** A checked export and its last checkpoint. */
export interface CheckedExport {
  readonly set: WeightSet;
  readonly copy: ManifestCopy;
  readonly last: ShardAddress;
  readonly shard: VerifiedShard;
  /** Whether this is the copy stored on this device, not the server's. */
  readonly isStoredCopy: boolean;
  /** Why the stored copy was used, if the server's copy arrived but was invalid. */
  readonly refused?: FormatError;
}

/** Where exports come from. */
export interface ExportSources extends ShardSources {
  /** Aborts when the server has had enough time to answer. */
  timeoutSignal(): AbortSignal;
}

/**
 * Opens an export from the server: its manifest, every field checked, and its last checkpoint. If that fails, opens the
 * copy stored on this device, where `fallback` allows it.
 * @throws FormatError that names the file; the signal's reason when aborted
 */
export async function openExport(
  manifestUrl: string,
  fallback: CacheFallback,
  sources: ExportSources,
  signal: AbortSignal,
): Promise<CheckedExport> {
  const fetching = new AbortController();
  abortWith(fetching, signal);
  const arriving = fetchText(manifestUrl, sources, signal, fetching.signal);
  // `await arriving` below handles this error. It may reject before that, while the database is read; without a handler
  // by then, it would be reported as an unhandled rejection.
  arriving.catch(() => undefined);
  const record = await orWithoutStorage(sources.store.exportRecord(manifestUrl), undefined);
  const stored = record?.whole ?? record?.newest;
  try {
    // Give up early only if there is a stored copy to use instead.
    if (stored) abortWith(fetching, sources.timeoutSignal());
    const text = await arriving;
    return await check(manifestUrl, text, record ? copiesOf(record) : [], sources, signal);
  } catch (error) {
    signal.throwIfAborted();
    const mayUseStored = fallback === 'offline-or-invalid' || error instanceof UnreachableFile;
    if (!stored || !mayUseStored || !(error instanceof FormatError)) throw error;
    const opened = await checkStored(manifestUrl, stored, sources, signal);
    if (!opened) throw error;
    return error instanceof UnreachableFile ? opened : { ...opened, refused: error };
  }
}

/** The expected SHA-256 of a shard: from its manifest, or computed when it was first fetched. */
export function knownHash(
  shard: ShardAddress,
  copies: readonly ManifestCopy[],
): string | undefined {
  const copy = copies.find(({ edition }) => edition === shard.manifestSha256);
  return shard.sha256 ?? copy?.hashes[shard.file];
}

async function fetchText(
  url: string,
  { fetchFile }: ShardSources,
  signal: AbortSignal,
  fetching: AbortSignal,
): Promise<string> {
  try {
    // Revalidate: a new export overwrites the manifest under the same name.
    return decodeText(await fetchFile(url, { signal: fetching, cache: 'no-cache' }), url);
  } catch (error) {
    // Our own timeout: the server did not answer in time.
    if (signal.aborted || !fetching.aborted) throw error;
    const found = String(fetching.reason);
    const what = [url, 'the file', 'a server that answers', found] as const;
    throw new UnreachableFile(what, { kind: 'nothing' });
  }
}

function abortWith(controller: AbortController, signal: AbortSignal): void {
  const abort = (): void => {
    controller.abort(signal.reason);
  };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
}

/** Opens the stored copy; `undefined` if it cannot be used, so that the server's error is reported instead. */
async function checkStored(
  manifestUrl: string,
  stored: ManifestCopy,
  sources: ShardSources,
  signal: AbortSignal,
): Promise<CheckedExport | undefined> {
  try {
    const checked = await check(manifestUrl, stored.text, [stored], sources, signal);
    return { ...checked, isStoredCopy: true };
  } catch (error) {
    // Its last shard is no longer stored, and does not arrive either.
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

async function check(
  manifestUrl: string,
  text: string,
  copies: readonly ManifestCopy[],
  sources: ShardSources,
  signal: AbortSignal,
): Promise<CheckedExport> {
  const manifest = parsed(text, manifestUrl);
  const { network, timeline } = manifest;
  const set = {
    url: manifestUrl,
    network,
    timeline,
    calibration: calibrationOf(manifest, manifestUrl),
  };
  expectSize(manifestUrl, 'network.input_dim', INPUTS, network.layers[0]?.inputs);
  expectSize(manifestUrl, 'network.output_dim', DIGITS, network.layers.at(-1)?.outputs);
  const manifestSha256 = sha256Hex(new TextEncoder().encode(text));
  const shards = timeline.map((_, index) => shardAddress(set, manifestSha256, index));
  const last = shards.at(-1);
  if (!last) throw new FormatError(manifestUrl, 'timeline', 'at least one checkpoint', 'none');
  const shard = await readShard(last, knownHash(last, copies), sources, signal);
  const hashes = shards.map((address) => [address.file, knownHash(address, copies)] as const);
  const copy: ManifestCopy = {
    edition: manifestSha256,
    text,
    files: shards.map(({ file }) => file),
    hashes: Object.fromEntries(
      hashes.flatMap(([file, sha256]) => (sha256 === undefined ? [] : [[file, sha256]])),
    ),
  };
  return { set, copy, last, shard, isStoredCopy: false };
}

/** @throws FormatError; a `FileFailure` if a web page arrived instead of the manifest */
function parsed(text: string, manifestUrl: string): Manifest {
  try {
    return parseManifest(text, manifestUrl);
  } catch (error) {
    const arrival = arrivalOf(new TextEncoder().encode(text).buffer);
    if (!(error instanceof FormatError) || arrival.kind !== 'page') throw error;
    const { file, field, expected, found } = error;
    throw new FileFailure([file, field, expected, found], arrival);
  }
}

function expectSize(url: string, field: string, expected: number, found: number | undefined): void {
  if (found === expected) return;
  const meaning = expected === INPUTS ? 'pixels of a drawing' : 'digits';
  throw new FormatError(url, field, `${expected} (${meaning})`, String(found));
}
