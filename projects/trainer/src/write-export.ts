import { atOnce, type Steps } from '#engine';
import { decodeText } from '#model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { layOutSteps, type ExportContents, type ExportFiles } from './export-files.ts';
import { exportStem } from './export-path.ts';
import { durableFiles, fileErrorCode, type FileOperations } from './file-operations.ts';
import { readCheckpoint, readManifest } from './read-export.ts';

/** Where the parts of an export are while it is written. */
interface ExportPlaces {
  readonly manifest: string;
  /** The folder of the shards that readers use. */
  readonly shards: string;
  /** A folder with the new export, until it is whole. */
  readonly staging: string;
  readonly stagedManifest: string;
  readonly stagedShards: string;
  /** The export of before, while its shards are replaced. */
  readonly previous: string;
  readonly stem: string;
}

const SAVED_MANIFEST = 'manifest.json';
const SHARD_NAME = /^\d{3,}_[\w-]+\.json$/;

/**
 * Writes an export so that it appears whole or not at all: killed at any moment, what the manifest
 * points to is the old export in full or the new one in full.
 *
 * Shards keep the seed's names, so new ones have to replace old ones one by one. Meanwhile the
 * manifest on disk is the old one, pointing to hard links of the old shards in `<stem>.previous/`;
 * putting the new manifest in its place is the one moment of change. `recoverExport` undoes what a
 * killed run left; it is called first here, and last when the disk refuses something.
 * @param path of the manifest, ending in `.json`; shards go into a folder of the same name beside it
 * @throws FormatError when a reader could not read the path or what was written; Error of the file system;
 *   the old export is still there then, and nothing of the new one
 */
export function writeExport(
  path: string,
  contents: ExportContents,
  files: FileOperations = durableFiles,
): void {
  atOnce(writeSteps(path, contents, files));
}

/**
 * `writeExport` in steps of some milliseconds. What is thrown into one of them leaves the old export there
 * and nothing of the new one; the last step puts the new one in place, and cannot be left.
 */
export function* writeSteps(
  path: string,
  contents: ExportContents,
  files: FileOperations = durableFiles,
): Steps<void> {
  const places = placesOf(path);
  const exported = yield* layOutSteps(places.stem, contents);
  recoverExport(path, files);
  let hasPrevious = true;
  try {
    yield* stage(places, exported, files);
    hasPrevious = setPreviousAside(places, files);
    files.makeFolder(places.shards);
    for (const name of exported.shards.keys()) {
      files.rename(join(places.stagedShards, name), join(places.shards, name));
    }
    files.rename(places.stagedManifest, places.manifest);
  } catch (error) {
    orLeaveToTheNextRun(() => {
      recoverExport(path, files);
      if (!hasPrevious) removeShards(places, exported, files);
    });
    throw error;
  }
  orLeaveToTheNextRun(() => {
    removeUnused(places, new Set(exported.shards.keys()), files);
    files.remove(places.previous);
    files.remove(places.staging);
  });
}

/** Writes the new export beside the old one, and reads it as whoever opens it will. */
function* stage(
  places: ExportPlaces,
  { manifest, shards }: ExportFiles,
  files: FileOperations,
): Steps<void> {
  files.makeFolder(places.stagedShards);
  for (const [name, text] of shards) {
    files.write(join(places.stagedShards, name), text);
    yield;
  }
  files.write(places.stagedManifest, manifest);
  const parsed = readManifest(places.stagedManifest);
  for (const checkpoint of parsed.timeline) {
    readCheckpoint(places.stagedManifest, parsed, checkpoint);
    yield;
  }
}

/** Tidies up as far as the disk lets it: the export is as it should be, and the next run tidies again. */
function orLeaveToTheNextRun(tidy: () => void): void {
  try {
    tidy();
  } catch (error) {
    if (fileErrorCode(error) === undefined) throw error;
  }
}

/** Takes away shards of an export that has no manifest after all. */
function removeShards(places: ExportPlaces, { shards }: ExportFiles, files: FileOperations): void {
  if (!existsSync(places.shards)) return;
  for (const name of shards.keys()) files.remove(join(places.shards, name));
  if (readdirSync(places.shards).length === 0) files.remove(places.shards);
}

/**
 * Brings an export back to how it was before a run that was killed while writing, and removes what
 * that run left. Does nothing to an export that is in order.
 */
export function recoverExport(path: string, files: FileOperations = durableFiles): void {
  const places = placesOf(path);
  const saved = join(places.previous, SAVED_MANIFEST);
  if (
    existsSync(places.manifest) &&
    existsSync(saved) &&
    pointsTo(places.manifest, places.previous)
  ) {
    files.makeFolder(places.shards);
    for (const name of readdirSync(places.previous)) {
      if (name !== SAVED_MANIFEST) {
        replaceByLink(files, join(places.previous, name), join(places.shards, name));
      }
    }
    files.rename(saved, places.manifest);
    const used = shardPaths(places.manifest)?.map((shard) => basename(shard));
    removeUnused(places, new Set(used), files);
  }
  for (const folder of [places.previous, places.staging]) {
    if (existsSync(folder)) files.remove(folder);
  }
}

/**
 * Lets the manifest point to hard links of the shards it has, so that those can be replaced. False where
 * there is no manifest, or none that any reader could use: there is nothing to keep.
 */
function setPreviousAside(places: ExportPlaces, files: FileOperations): boolean {
  const paths = existsSync(places.manifest) ? shardPaths(places.manifest) : undefined;
  const inPlace = paths?.filter((path) => dirname(path) === places.stem).map((p) => basename(p));
  if (!inPlace?.every((name) => existsSync(join(places.shards, name)))) return false;
  files.makeFolder(places.previous);
  for (const name of inPlace) files.link(join(places.shards, name), join(places.previous, name));
  files.link(places.manifest, join(places.previous, SAVED_MANIFEST));

  const text = decodeText(readFileSync(places.manifest), places.manifest);
  const json = JSON.parse(text) as RelocatableManifest;
  for (const { weights } of json.timeline) {
    if (dirname(weights.path) === places.stem) {
      weights.path = `${basename(places.previous)}/${basename(weights.path)}`;
    }
  }
  const moved = join(places.staging, 'previous-manifest.json');
  files.write(moved, JSON.stringify(json));
  files.rename(moved, places.manifest);
  return true;
}

/** What has to be changed in a manifest, which `readManifest` has found to be one. */
interface RelocatableManifest {
  readonly timeline: readonly { readonly weights: { path: string } }[];
}

/** Paths of the shards that a manifest points to; undefined when it is not a manifest. */
function shardPaths(manifest: string): string[] | undefined {
  try {
    const { timeline } = readManifest(manifest);
    return timeline.map(({ shard }) => shard.path);
  } catch {
    // FormatError for what is no manifest: broken by hand, or of another program.
    return undefined;
  }
}

function pointsTo(manifest: string, folder: string): boolean {
  return shardPaths(manifest)?.some((path) => dirname(path) === basename(folder)) ?? false;
}

function removeUnused(
  places: ExportPlaces,
  used: ReadonlySet<string>,
  files: FileOperations,
): void {
  for (const name of readdirSync(places.shards)) {
    if (SHARD_NAME.test(name) && !used.has(name)) files.remove(join(places.shards, name));
  }
}

function replaceByLink(files: FileOperations, source: string, target: string): void {
  const temporary = `${source}.link`;
  files.link(source, temporary);
  files.rename(temporary, target);
  // Renaming one link of a file onto another of the same file does nothing and leaves both.
  if (existsSync(temporary)) files.remove(temporary);
}

function placesOf(path: string): ExportPlaces {
  const stem = exportStem(path);
  const folder = dirname(path);
  const staging = join(folder, `${stem}.staging`);
  return {
    manifest: path,
    stem,
    shards: join(folder, stem),
    staging,
    stagedManifest: join(staging, `${stem}.json`),
    stagedShards: join(staging, stem),
    previous: join(folder, `${stem}.previous`),
  };
}
