import {
  readFiles,
  type ChosenFile,
  type CheckpointMoment,
  type ReadNetwork,
  type Remark,
} from '#formats';
import { FormatError, type NetworkSpec, type NetworkWeights } from '#model';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkpointNamed, readCheckpoint, readManifest } from './read-export.ts';

/** A network on disk, whatever its format; weights are read when they are asked for. */
export interface OpenedNetwork {
  /** The file that was named. */
  readonly path: string;
  readonly spec: NetworkSpec;
  readonly timeline: readonly CheckpointMoment[];
  readonly training?: Readonly<Record<string, unknown>>;
  /** Whether ink counts 0 to 1, upright. */
  readonly isInkKnown: boolean;
  readonly remarks: readonly Remark[];
  /** @throws FormatError that names the file and what is wrong with it */
  readonly weightsOf: (moment: CheckpointMoment) => NetworkWeights;
}

/**
 * Opens an export by its manifest, or a zip or an ONNX file.
 * @throws FormatError that names the file and what is wrong with it
 */
export async function openNetwork(path: string): Promise<OpenedNetwork> {
  return path.toLowerCase().endsWith('.json') ? openExport(path) : openFile(path);
}

function openExport(path: string): OpenedNetwork {
  const manifest = readManifest(path);
  const { network: spec, timeline, training } = manifest;
  return {
    ...{ path, spec, timeline, isInkKnown: true, remarks: [] },
    ...(training && { training }),
    weightsOf: ({ id }) => readCheckpoint(path, manifest, checkpointNamed(manifest, id)),
  };
}

async function openFile(path: string): Promise<OpenedNetwork> {
  const found = await readFiles([readChosen(path, path), ...dataBeside(path)]);
  if (found.kind !== 'network') {
    throw new FormatError(path, 'the file', 'a network', found.kind);
  }
  const { network, isInkKnown, remarks } = found;
  const { spec, checkpoints, training } = network;
  return {
    ...{ path, spec, isInkKnown, remarks },
    timeline: checkpoints.map(({ moment }) => moment),
    ...(training && { training }),
    weightsOf: ({ id }) => checkpoints.find(({ moment }) => moment.id === id)?.weights ?? [],
  };
}

/** Data that PyTorch writes beside an ONNX file, under its name with something added. */
function dataBeside(path: string): ChosenFile[] {
  if (!path.toLowerCase().endsWith('.onnx')) return [];
  const isData = (name: string): boolean =>
    name.startsWith(`${basename(path)}.`) || name.startsWith(`${basename(path)}_`);
  return readdirSync(dirname(path))
    .filter(isData)
    .map((name) => readChosen(join(dirname(path), name), name));
}

function readChosen(path: string, name: string): ChosenFile {
  try {
    return { name, bytes: new Uint8Array(readFileSync(path)) };
  } catch (error) {
    // Missing, a folder, or not ours to read.
    throw new FormatError(path, 'the file', 'one that can be read', String(error));
  }
}

/** One checkpoint of an opened network, as formats take it. */
export function networkAt(
  { spec, training, weightsOf }: OpenedNetwork,
  moment: CheckpointMoment,
): ReadNetwork {
  const checkpoints = [{ moment, weights: weightsOf(moment) }];
  return { spec, checkpoints, ...(training && { training }) };
}
