import { FormatError, Random } from '#model';
import {
  BLIND,
  JSON_VALUES,
  PROTOBUF_FIELDS,
  ZIP_FIELDS,
  type Mutation,
} from '../testing/mutations.ts';
import { smallNetwork } from '../testing/small-network.ts';
import { FIRST, FLATTEN, LAST, smallOnnx, step } from '../testing/small-graph.ts';
import { floats } from '../testing/onnx-builder.ts';
import { exportFiles, writeExportZip } from './export/export-files.ts';
import { writeOnnx } from './onnx/write-onnx.ts';
import { readFiles } from './read-files.ts';
import { lastCheckpoint } from './read-network.ts';

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

interface Subject {
  readonly name: string;
  readonly good: Uint8Array<ArrayBuffer>;
  readonly structural: Mutation;
  readonly files: (bytes: Uint8Array<ArrayBuffer>) => Parameters<typeof readFiles>[0];
}

const SUBJECTS: readonly Subject[] = [
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
const EACH = 250;
const LONGEST = 600;
const SENTENCE = /^FormatError: [^\p{Cc}]+: expected [^\p{Cc}]+, found [^\p{Cc}]+$/u;

describe('damaged files', () => {
  for (const [index, { name, good, structural, files }] of SUBJECTS.entries()) {
    for (const isBlind of [true, false]) {
      const kind = isBlind ? 'bytes' : 'structure';
      it(`${name}: ${EACH} changes of its ${kind} are read, or refused in one sentence`, async () => {
        const outcomes = { read: 0, refused: 0 };
        for (let seed = 0; seed < EACH; seed++) {
          const random = Random.forItem(seed, index, isBlind ? 1 : 2);
          const mutate = isBlind ? (BLIND[seed % BLIND.length] ?? structural) : structural;
          const error: unknown = await readFiles(files(mutate(good, random))).then(
            () => undefined,
            (reason: unknown) => reason,
          );
          outcomes[error === undefined ? 'read' : 'refused'] += 1;
          if (error === undefined) continue;
          const text = error instanceof Error ? `${error.name}: ${error.message}` : 'no error';
          const place = `seed ${seed}: ${text}`;
          expect(error).withContext(place).toBeInstanceOf(FormatError);
          expect(text).withContext(place).toMatch(SENTENCE);
          expect(text.length).withContext(place).toBeLessThan(LONGEST);
        }
        // Mutations that change nothing would prove nothing.
        expect(outcomes.refused).toBeGreaterThan(EACH / 5);
      });
    }
  }
});
