import type { Random } from '#model';
import { exportFiles, writeExportZip } from '../src/export/export-files.ts';
import type { ChosenFile } from '../src/chosen-file.ts';
import { writeOnnx } from '../src/onnx/write-onnx.ts';
import { lastCheckpoint } from '../src/read-network.ts';
import { BLIND, JSON_VALUES, PROTOBUF_FIELDS, ZIP_FIELDS, type Mutation } from './mutations.ts';
import { floats } from './onnx-builder.ts';
import { FIRST, FLATTEN, LAST, smallOnnx, step } from './small-graph.ts';
import { smallNetwork } from './small-network.ts';

const NETWORK = smallNetwork([2], 2);
const [MANIFEST, ...SNAPSHOTS] = exportFiles(NETWORK);
if (!MANIFEST) throw new Error('export: expected a manifest');
const OTHER = smallOnnx({
  nodes: [
    step('Sub', 'image mean', 'x'),
    { ...FLATTEN, inputs: ['x'] },
    FIRST,
    step('BatchNormalization', 'sum s t m v', 'bn'),
    step('Relu', 'bn', 'act'),
    { ...LAST, outputs: ['z'] },
    step('Softmax', 'z', 'scores', { attributes: { axis: 1 } }),
  ],
  constants: {
    ...{ mean: floats([], [0.1307]), s: floats([4], [1, 2, 3, 4]), t: floats([4], [0, 1, 0, 1]) },
    ...{ m: floats([4], [0, 0, 1, 1]), v: floats([4], [1, 2, 1, 2]) },
  },
});

/** A good file that is to be damaged, and the files that belong to it. */
export interface Subject {
  readonly name: string;
  readonly good: Uint8Array<ArrayBuffer>;
  readonly structural: Mutation;
  readonly files: (bytes: Uint8Array<ArrayBuffer>) => readonly ChosenFile[];
}

/** A zip, a manifest with its snapshots, and ONNX files of ours and of others. */
export const SUBJECTS: readonly Subject[] = [
  {
    name: 'a zip',
    good: writeExportZip(NETWORK),
    structural: ZIP_FIELDS,
    files: (bytes) => [{ name: 'a.zip', bytes }],
  },
  {
    name: 'a manifest',
    good: MANIFEST.bytes,
    structural: JSON_VALUES,
    files: (bytes) => [{ name: MANIFEST.name, bytes }, ...SNAPSHOTS],
  },
  {
    name: 'an ONNX file of ours',
    good: writeOnnx(NETWORK, lastCheckpoint(NETWORK)),
    structural: PROTOBUF_FIELDS,
    files: (bytes) => [{ name: 'a.onnx', bytes }],
  },
  {
    name: 'an ONNX file of others',
    good: OTHER,
    structural: PROTOBUF_FIELDS,
    files: (bytes) => [{ name: 'b.onnx', bytes }],
  },
];

/**
 * A damaged file with those that belong to it: always the same for the same seed.
 * @param isBlind whether bytes are changed, or what the format means
 */
export function damaged(
  subject: Subject,
  seed: number,
  isBlind: boolean,
  random: Random,
): readonly ChosenFile[] {
  const { good, structural, files } = subject;
  const mutate = isBlind ? (BLIND[seed % BLIND.length] ?? structural) : structural;
  return files(mutate(good, random));
}
