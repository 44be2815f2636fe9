import {
  decodeText,
  fastSha256Hex,
  FormatError,
  JsonField,
  parseJson,
  parseManifest,
  parseSnapshot,
  type NetworkWeights,
  type ShardReference,
} from '#model';
import { baseName, FILE_LIMITS, originalName, type ChosenFile } from '../chosen-file.ts';
import { checkEnds, type ReadCheckpoint, type ReadNetwork } from '../read-network.ts';

/** An export found among files. */
export interface ReadExport {
  readonly network: ReadNetwork;
  /** Manifest and snapshots. */
  readonly used: ReadonlySet<ChosenFile>;
  /** Snapshots that had another name than the manifest says. */
  readonly renamed: number;
  /** Checkpoints whose file could not be compared with a hash, since the manifest has none. */
  readonly unverified: number;
}

/** The manifests among files: JSON with a timeline. */
export function manifestsAmong(files: readonly ChosenFile[]): ChosenFile[] {
  return files.filter((file) => {
    const text = jsonText(file);
    // Snapshots are long, and not worth being parsed only to see that they are none.
    if (!text?.includes('"timeline"')) return false;
    try {
      return new JsonField(file.name, parseJson(text, file.name)).has('timeline');
    } catch (error) {
      // Not JSON, or no object: cut off perhaps, which whoever reads it as a manifest will say.
      if (error instanceof FormatError) return true;
      throw error;
    }
  });
}

/** The text of a file that begins as JSON with an object does; undefined for any other. */
export function jsonText({ name, bytes }: ChosenFile): string | undefined {
  try {
    const text = decodeText(bytes, name);
    return /^\s*\{/.test(text) ? text : undefined;
  } catch (error) {
    // Not text.
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/**
 * Reads an export whole: each snapshot of its timeline has to be there, and to have the hash that the manifest says.
 * Browsers and systems rename files, so that names decide only where hashes do not.
 * @throws FormatError that names file and field
 */
export async function readExport(
  manifestFile: ChosenFile,
  files: readonly ChosenFile[],
): Promise<ReadExport> {
  const file = manifestFile.name;
  const {
    network: spec,
    timeline,
    training,
  } = parseManifest(decodeText(manifestFile.bytes, file), file);
  checkEnds(spec, file);
  if (timeline.length > FILE_LIMITS.entries) {
    const expected = `at most ${FILE_LIMITS.entries} checkpoints`;
    throw new FormatError(file, 'timeline', expected, `${timeline.length}`);
  }
  const shards = new ShardFiles(manifestFile, files);
  // Checkpoints may share a file: it is decoded once, so that memory depends on the files alone.
  const decoded = new Map<ChosenFile, NetworkWeights>();
  const checkpoints: ReadCheckpoint[] = [];
  for (const { shard, ...moment } of timeline) {
    const found = await shards.find(shard, `timeline checkpoint ${moment.order}`);
    const weights =
      decoded.get(found) ?? parseSnapshot(decodeText(found.bytes, found.name), found.name, spec);
    decoded.set(found, weights);
    checkpoints.push({ moment, weights });
  }
  return {
    network: { spec, checkpoints, ...(training && { training }) },
    used: new Set([manifestFile, ...decoded.keys()]),
    renamed: shards.renamed,
    unverified: timeline.filter(({ shard }) => shard.sha256 === undefined).length,
  };
}

/** Finds the files that a manifest points to. */
class ShardFiles {
  private readonly manifest: ChosenFile;
  private readonly files: readonly ChosenFile[];
  private readonly hashes = new Map<ChosenFile, string>();
  renamed = 0;

  constructor(manifest: ChosenFile, files: readonly ChosenFile[]) {
    this.manifest = manifest;
    this.files = files.filter((file) => file !== manifest);
  }

  async find({ path, sha256 }: ShardReference, place: string): Promise<ChosenFile> {
    const plain = path.replace(/^(\.\/)+/, '');
    const folder = this.manifest.name.slice(0, -baseName(this.manifest.name).length);
    const named = this.named(folder + plain, plain);
    if (sha256 === undefined) return named ?? this.missing(plain, place);
    const hash = named && (await this.hashOf(named));
    if (named && hash === sha256) return named;
    for (const file of this.files) {
      if ((await this.hashOf(file)) !== sha256) continue;
      this.renamed += 1;
      return file;
    }
    if (!named) return this.missing(plain, place);
    throw new FormatError(named.name, 'SHA-256', sha256, hash ?? 'another');
  }

  /** The file of that path, of that name, or of that name before it was renamed, if it is the only one. */
  private named(path: string, plain: string): ChosenFile | undefined {
    const exact = this.files.find(({ name }) => name === path);
    if (exact) return exact;
    const wanted = baseName(plain);
    const byName = this.files.filter(({ name }) => baseName(name) === wanted);
    if (byName.length > 0) return byName.length === 1 ? byName[0] : undefined;
    const renamed = this.files.filter(({ name }) => originalName(baseName(name)) === wanted);
    if (renamed.length === 1) this.renamed += 1;
    return renamed.length === 1 ? renamed[0] : undefined;
  }

  private missing(path: string, place: string): never {
    const expected = `the file ${path} among those chosen`;
    throw new FormatError(this.manifest.name, place, expected, 'none of that name');
  }

  private async hashOf(file: ChosenFile): Promise<string> {
    const known = this.hashes.get(file);
    if (known !== undefined) return known;
    const hash = await fastSha256Hex(file.bytes);
    this.hashes.set(file, hash);
    return hash;
  }
}
