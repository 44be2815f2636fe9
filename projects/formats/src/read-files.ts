import {
  decodeText,
  FormatError,
  JsonField,
  parseDrawingsFile,
  parseJson,
  type LabelledDrawing,
} from '#model';
import { baseName, FILE_LIMITS, isLeftBySystem, type ChosenFile } from './chosen-file.ts';
import { jsonText, manifestsAmong, readExport } from './export/read-export.ts';
import { isOnnx, readOnnxFile } from './onnx/onnx-file.ts';
import type { ReadNetwork } from './read-network.ts';
import type { Remark } from './remark.ts';
import { shown } from './shown.ts';
import { readZip } from './zip/read-zip.ts';
import { isZip } from './zip/zip-directory.ts';

/** What a network's file is, and who wrote it. */
export interface NetworkSource {
  readonly format: 'export' | 'onnx';
  /** The file that says what the network is: the manifest or the ONNX file. */
  readonly file: string;
  /** Whether that came in a zip. */
  readonly isZipped: boolean;
  /** Name and version of the program, as the file has them; empty where it says nothing. */
  readonly producer: string;
  readonly producerVersion: string;
}

/** What chosen files turned out to be. */
export type FoundInFiles =
  | {
      readonly kind: 'network';
      readonly network: ReadNetwork;
      readonly source: NetworkSource;
      /** Whether ink counts 0 to 1, upright; else `findInk` has to find out, and `withInk` to change it. */
      readonly isInkKnown: boolean;
      readonly remarks: readonly Remark[];
    }
  | {
      readonly kind: 'drawings';
      readonly drawings: readonly LabelledDrawing[];
      readonly file: string;
    };

const CHOSEN = 'chosen files';
const NETWORK = 'a network: a zip, a manifest with its snapshots, or an ONNX file';

/**
 * Reads whatever someone chose: a zip, a manifest and its snapshots, an ONNX file, with its data beside it or not,
 * or drawings. All of it is checked; nothing is kept.
 * @throws FormatError in one sentence that names file and place, what was expected and what was found
 */
export async function readFiles(chosen: readonly ChosenFile[]): Promise<FoundInFiles> {
  checkBounds(chosen);
  const given = chosen.filter(({ name }) => !isLeftBySystem(name));
  const zips = given.filter(({ bytes }) => isZip(bytes));
  const [zip] = zips;
  if (!zip) return readLoose(given, false);
  if (given.length > 1) {
    const found = `${given.length} files, of which ${zips.length} are zips`;
    throw new FormatError(CHOSEN, 'files', 'a zip alone, or files without any', found);
  }
  const inside = readZip(zip.bytes, zip.name).filter(({ name }) => !isLeftBySystem(name));
  if (inside.length === 0) throw new FormatError(zip.name, 'the zip', NETWORK, 'no files in it');
  return readLoose(inside, true, zip.name);
}

function checkBounds(chosen: readonly ChosenFile[]): void {
  const { entries, bytes: most } = FILE_LIMITS;
  if (chosen.length === 0) throw new FormatError(CHOSEN, 'files', NETWORK, 'no files');
  if (chosen.length > entries) {
    throw new FormatError(CHOSEN, 'files', `at most ${entries}`, `${chosen.length}`);
  }
  const bytes = chosen.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > most) {
    const found = `${(bytes / 1e6).toFixed(1)} MB`;
    throw new FormatError(CHOSEN, 'size', `at most ${most / 1e6} MB`, found);
  }
}

async function readLoose(
  files: readonly ChosenFile[],
  isZipped: boolean,
  place = CHOSEN,
): Promise<FoundInFiles> {
  const manifests = manifestsAmong(files);
  const models = files.filter(isOnnx);
  const [manifest] = manifests;
  const [model] = models;
  if (manifests.length + models.length > 1) {
    const names = [...manifests, ...models].slice(0, 4).map(({ name }) => shown(name));
    throw new FormatError(place, 'files', 'one network', `several: ${names.join(', ')}`);
  }
  if (manifest) return networkOfExport(manifest, files, isZipped);
  if (model) return networkOfOnnx(model, files, isZipped);
  const [only] = files;
  if (only && files.length === 1) return drawingsOf(only);
  throw new FormatError(place, 'files', NETWORK, whatElse(files));
}

async function networkOfExport(
  manifest: ChosenFile,
  files: readonly ChosenFile[],
  isZipped: boolean,
): Promise<FoundInFiles> {
  const { network, used, renamed, unverified } = await readExport(manifest, files);
  const version = network.training?.['trainer'];
  return {
    kind: 'network',
    network,
    source: {
      ...{ format: 'export', file: manifest.name, isZipped },
      producer: version === undefined ? '' : 'mnist-mlp-visualizer',
      producerVersion: typeof version === 'string' ? version : '',
    },
    isInkKnown: true,
    remarks: [
      ...unusedFiles(files.filter((file) => !used.has(file))),
      ...(renamed > 0 ? [{ kind: 'renamedFiles', count: renamed } as const] : []),
      ...(unverified > 0 ? [{ kind: 'unverified', count: unverified } as const] : []),
      ...linearHidden(network),
    ],
  };
}

function networkOfOnnx(
  model: ChosenFile,
  files: readonly ChosenFile[],
  isZipped: boolean,
): FoundInFiles {
  const others = files.filter((file) => file !== model);
  const read = readOnnxFile(model, others);
  const { network, producer, producerVersion, isOurs } = read;
  const unused = others.filter((file) => !read.dataFiles.includes(file));
  return {
    kind: 'network',
    network,
    source: { format: 'onnx', file: model.name, isZipped, producer, producerVersion },
    isInkKnown: isOurs,
    remarks: [...unusedFiles(unused), ...read.remarks, ...linearHidden(network)],
  };
}

function unusedFiles(files: readonly ChosenFile[]): Remark[] {
  return files.length === 0 ? [] : [{ kind: 'unusedFiles', names: files.map(({ name }) => name) }];
}

function linearHidden({ spec }: ReadNetwork): Remark[] {
  const layers = [...spec.layers.keys()]
    .filter(
      (index) => index < spec.layers.length - 1 && spec.layers[index]?.activation === 'linear',
    )
    .map((index) => index + 1);
  return layers.length === 0 ? [] : [{ kind: 'linearHidden', layers }];
}

function drawingsOf(file: ChosenFile): FoundInFiles {
  const text = jsonText(file);
  if (text === undefined) throw new FormatError(file.name, 'the file', NETWORK, whatElse([file]));
  const root = new JsonField(file.name, parseJson(text, file.name));
  if (!root.has('drawings')) throw root.error(NETWORK, whatElse([file]));
  const drawings = parseDrawingsFile(decodeText(file.bytes, file.name), file.name);
  return { kind: 'drawings', drawings, file: file.name };
}

/** What files are that are no network. */
function whatElse(files: readonly ChosenFile[]): string {
  const texts = files.map((file) => jsonText(file) ?? '');
  if (texts.some((text) => /"layer_array_v1"|"layer_index"/.test(text))) {
    return 'snapshots without their manifest';
  }
  if (texts.some((text) => /"sizes"|"outputLookup"|"type"\s*:\s*"NeuralNetwork/.test(text))) {
    return 'a network of brain.js, whose layers have sigmoid where ReLU is expected';
  }
  const names = files.slice(0, 4).map(({ name }) => shown(baseName(name)));
  return `${names.join(', ')}${files.length > names.length ? ' and more' : ''}`;
}
