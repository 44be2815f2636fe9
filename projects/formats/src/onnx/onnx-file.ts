import { type ChosenFile } from '../chosen-file.ts';
import type { CheckpointMoment, ReadNetwork } from '../read-network.ts';
import type { Remark } from '../remark.ts';
import { manifestOf } from './onnx-manifest.ts';
import { readOnnx, type OnnxNetwork } from './read-onnx.ts';

/** The newest operators whose specification was read for this reader (ONNX 1.20). */
const KNOWN_OPSET = 25;
/** Protobuf's tag of the first field, the version of the format, and versions that may be. */
const [IR_TAG, LARGEST_IR] = [0x08, 0x20];

/** A network from an ONNX file. */
export interface OnnxFile extends Pick<OnnxNetwork, 'producer' | 'producerVersion' | 'dataFiles'> {
  readonly network: ReadNetwork;
  /** Written here, and unchanged since. */
  readonly isOurs: boolean;
  readonly remarks: readonly Remark[];
}

/** Whether a file is ONNX by its name, or begins as such a file does; there is no mark of the format. */
export function isOnnx({ name, bytes }: ChosenFile): boolean {
  if (/\.onnx$/i.test(name)) return true;
  const [tag, version = 0, next = 0] = bytes;
  // Behind the version come the producer's name, the graph or the operator sets.
  return tag === IR_TAG && version > 2 && version < LARGEST_IR && [0x12, 0x3a, 0x42].includes(next);
}

/**
 * Reads a network from an ONNX file, with what else our own files say of it.
 * @throws FormatError that names node and operator
 */
export function readOnnxFile(file: ChosenFile, others: readonly ChosenFile[] = []): OnnxFile {
  const read = readOnnx(file, others);
  const { spec, weights, producer, producerVersion, dataFiles } = read;
  const own = manifestOf(read.metadata, spec, weights);
  if (typeof own === 'object') {
    const { network, training } = own.manifest;
    const checkpoints = [{ moment: own.moment, weights }];
    return {
      ...{ producer, producerVersion, dataFiles, isOurs: true },
      network: { spec: network, checkpoints, ...(training && { training }) },
      remarks: [],
    };
  }
  return {
    ...{ producer, producerVersion, dataFiles, isOurs: false },
    network: { spec, checkpoints: [{ moment: momentOf(file.name), weights }] },
    remarks: [...remarksOn(read), ...(own === 'none' ? [] : [{ kind: 'changedSince' } as const])],
  };
}

function remarksOn({ folded, otherOutputs, opset }: OnnxNetwork): Remark[] {
  return [
    ...(folded.length > 0 ? [{ kind: 'folded', operators: folded } as const] : []),
    ...(otherOutputs.length > 0 ? [{ kind: 'ignoredOutputs', names: otherOutputs } as const] : []),
    ...(opset > KNOWN_OPSET
      ? [{ kind: 'newerOperators', version: opset, known: KNOWN_OPSET } as const]
      : []),
  ];
}

/** The only moment of a network of whose training nothing is known. */
function momentOf(file: string): CheckpointMoment {
  return {
    ...{ id: 'imported', order: 0, label: 'Imported', kind: 'approx' },
    ...{ targetImages: 0, imagesSeen: 0, batchesSeen: 0, datasetPasses: 0 },
    description: `Weights from ${file}`,
    metrics: {},
  };
}
