import { FormatError, formatDrawingsFile } from '#model';
import { smallNetwork } from '../testing/small-network.ts';
import { FIRST, FLATTEN, LAST, RELU, smallOnnx } from '../testing/small-graph.ts';
import { buildZip } from '../testing/zip-builder.ts';
import type { ChosenFile } from './chosen-file.ts';
import { exportFiles } from './export/export-files.ts';
import { writeOnnx } from './onnx/write-onnx.ts';
import { readFiles, type FoundInFiles } from './read-files.ts';
import { lastCheckpoint } from './read-network.ts';

const NETWORK = smallNetwork();
const FILES = exportFiles(NETWORK);
const [MANIFEST, ...SNAPSHOTS] = FILES;
if (!MANIFEST) throw new Error('export: expected a manifest');
const ONNX = { name: 'own.onnx', bytes: writeOnnx(NETWORK, lastCheckpoint(NETWORK)) };

const text = (name: string, content: string): ChosenFile => ({
  name,
  bytes: new TextEncoder().encode(content),
});
const textOf = ({ bytes }: ChosenFile): string => new TextDecoder().decode(bytes);
const zipped = (files: readonly ChosenFile[], folder = ''): ChosenFile => ({
  name: 'a.zip',
  bytes: buildZip(files.map(({ name, bytes }) => ({ name: folder + name, data: bytes }))),
});

type FoundNetwork = Extract<FoundInFiles, { readonly kind: 'network' }>;

async function networkIn(files: readonly ChosenFile[]): Promise<FoundNetwork> {
  const found = await readFiles(files);
  if (found.kind !== 'network') throw new Error(found.kind);
  expect(found.network.spec).toEqual(NETWORK.spec);
  return found;
}

/** A manifest without hashes, as the seed writes it. */
const plain = text(
  'mlp_weights.json',
  textOf(MANIFEST).replace(/,\s*"sha256": "\w+",\s*"bytes": \d+/g, ''),
);

describe('readFiles', () => {
  it('reads a zip with a folder around everything and what systems leave in it', async () => {
    const left = [
      text('__MACOSX/._mlp_weights.json', '\0\u0005\u0016'),
      text('x/.DS_Store', 'Bud1'),
    ];
    const zip = zipped([...FILES, ...left], 'my network/');
    const { network, remarks, source } = await networkIn([zip]);
    expect(network.checkpoints).toEqual([...NETWORK.checkpoints]);
    expect(remarks).toEqual([]);
    expect(source.isZipped).toBeTrue();
  });

  it('reads loose files that browsers have renamed, by their hashes', async () => {
    const renamed = FILES.map(({ bytes }, i) => ({ name: `download (${i}).json`, bytes }));
    const { network, remarks } = await networkIn(renamed);
    expect(network.checkpoints).toEqual([...NETWORK.checkpoints]);
    expect(remarks).toEqual([{ kind: 'renamedFiles', count: 3 }]);
  });

  it('reads an export without hashes by names, also renamed ones', async () => {
    const renamed = SNAPSHOTS.map(({ name, bytes }) => ({
      name: name.replace('.json', ' (1).json'),
      bytes,
    }));
    const { remarks } = await networkIn([plain, ...renamed]);
    expect(remarks).toEqual([
      { kind: 'renamedFiles', count: 3 },
      { kind: 'unverified', count: 3 },
    ]);
  });

  it('takes a file of the very name before one that was renamed', async () => {
    const [initial, ...rest] = SNAPSHOTS.map(({ name, bytes }) => ({ name: `b/${name}`, bytes }));
    if (!initial) throw new Error('export: expected snapshots');
    const other = { name: 'c/000_initial (1).json', bytes: SNAPSHOTS[1]?.bytes ?? initial.bytes };
    const { network, remarks } = await networkIn([plain, other, initial, ...rest]);
    expect(network.checkpoints).toEqual([...NETWORK.checkpoints]);
    expect(remarks).toContain({ kind: 'unusedFiles', names: [other.name] });
  });

  it('reads checkpoints that share a file', async () => {
    const shared = text(
      'mlp_weights.json',
      textOf(plain).replaceAll(/mlp_weights\/\d+_[\w-]+\.json/g, 'mlp_weights/000_initial.json'),
    );
    const { network } = await networkIn([shared, ...SNAPSHOTS.slice(0, 1)]);
    expect(network.checkpoints.map(({ weights }) => weights)).toEqual(
      NETWORK.checkpoints.map(() => NETWORK.checkpoints[0]?.weights ?? []),
    );
    expect(network.checkpoints[2]?.weights).toBe(network.checkpoints[0]?.weights);
  });

  it('tells of files that nothing needs', async () => {
    const { remarks } = await networkIn([...FILES, text('notes.txt', 'hello')]);
    expect(remarks).toEqual([{ kind: 'unusedFiles', names: ['notes.txt'] }]);
  });

  it('reads what was written as ONNX with all that is known of it, and without loss', async () => {
    const { network, isInkKnown, remarks } = await networkIn([ONNX]);
    expect(isInkKnown).toBeTrue();
    expect(remarks).toEqual([]);
    expect(network).toEqual({ ...NETWORK, checkpoints: NETWORK.checkpoints.slice(-1) });
    expect(writeOnnx(network, lastCheckpoint(network))).toEqual(ONNX.bytes);
  });

  it('does not believe what an ONNX file says of weights that were changed since', async () => {
    const bytes = ONNX.bytes.slice();
    const last = new Float32Array(lastCheckpoint(NETWORK).weights[2]?.biases ?? []);
    const needle = new Uint8Array(last.buffer).join();
    const at = bytes.findIndex((_, i) => bytes.subarray(i, i + last.byteLength).join() === needle);
    bytes[at + 2] = (bytes[at + 2] ?? 0) ^ 1;
    const found = await readFiles([{ name: 'own.onnx', bytes }]);
    expect(found).toEqual(
      jasmine.objectContaining({
        isInkKnown: false,
        remarks: jasmine.arrayContaining([{ kind: 'changedSince' }]),
      }),
    );
  });

  it('reads an ONNX file by its beginning when its name says nothing', async () => {
    expect((await networkIn([{ ...ONNX, name: 'download' }])).source.format).toBe('onnx');
  });

  it('reads drawings', async () => {
    const drawing = { digit: 7, drawing: { strokes: [] } };
    const found = await readFiles([text('drawings.json', formatDrawingsFile([drawing]))]);
    expect(found.kind).toBe('drawings');
  });

  const other = smallOnnx({ nodes: [FLATTEN, FIRST, RELU, LAST] });
  const wide = text('mlp_weights.json', textOf(MANIFEST).replaceAll('784', '785'));
  const long = JSON.parse(textOf(plain)) as { timeline: { id: string; order: number }[] };
  const [first] = long.timeline;
  long.timeline = Array.from({ length: 201 }, (_, order) => ({
    ...(first ?? { id: '', order }),
    ...{ id: `${order}`, order },
  }));
  const refused: [string, readonly ChosenFile[], string][] = [
    [
      'nothing',
      [],
      'chosen files: files: expected a network: a zip, a manifest with its snapshots, or an ONNX file, found no files',
    ],
    [
      'too many files',
      Array.from({ length: 201 }, (_, i) => text(`${i}`, '')),
      'files: expected at most 200, found 201',
    ],
    [
      'too much',
      [{ name: 'x', bytes: new Uint8Array(51e6) }],
      'size: expected at most 50 MB, found 51.0 MB',
    ],
    [
      'a zip and another file',
      [zipped(FILES), ONNX],
      'expected a zip alone, or files without any, found 2 files, of which 1 are zips',
    ],
    ['an empty zip', [zipped([])], 'a.zip: the zip: expected a network'],
    [
      'two networks',
      [ONNX, { name: 'b.onnx', bytes: other }],
      'expected one network, found several: "own.onnx", "b.onnx"',
    ],
    ['snapshots alone', SNAPSHOTS, 'found snapshots without their manifest'],
    [
      'a manifest alone',
      [MANIFEST],
      'timeline checkpoint 0: expected the file mlp_weights/000_initial.json among those chosen, found none of that name',
    ],
    [
      'a damaged snapshot',
      [
        MANIFEST,
        ...SNAPSHOTS.slice(1),
        { name: 'mlp_weights/000_initial.json', bytes: new Uint8Array(9) },
      ],
      'mlp_weights/000_initial.json: SHA-256: expected',
    ],
    [
      '785 inputs',
      [wide, ...SNAPSHOTS],
      'mlp_weights.json: network.input_dim: expected 784, for 28x28 pixels, found 785',
    ],
    [
      'a timeline of too many checkpoints',
      [text('mlp_weights.json', JSON.stringify(long)), ...SNAPSHOTS],
      'mlp_weights.json: timeline: expected at most 200 checkpoints, found 201',
    ],
    [
      'a manifest that is cut off',
      [text('mlp_weights.json', textOf(MANIFEST).slice(0, -9)), ...SNAPSHOTS],
      'mlp_weights.json: the file: expected JSON',
    ],
    [
      'a network of brain.js',
      [text('net.json', '{"type": "NeuralNetwork", "sizes": [784, 8, 10]}')],
      'a network of brain.js, whose layers have sigmoid where ReLU is expected',
    ],
    [
      'a picture',
      [{ name: 'cat.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }],
      'cat.png: the file: expected a network: a zip, a manifest with its snapshots, or an ONNX file, found "cat.png"',
    ],
    [
      'an ONNX file that is cut off',
      [{ ...ONNX, bytes: ONNX.bytes.slice(0, 999) }],
      'own.onnx: the file: expected a whole protobuf message, found',
    ],
    [
      'what is called ONNX only',
      [text('x.onnx', 'version https://git-lfs')],
      'x.onnx: the file: expected',
    ],
  ];
  for (const [what, files, message] of refused) {
    it(`refuses ${what} in one sentence`, async () => {
      const error: unknown = await readFiles(files).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(FormatError);
      expect(String(error)).toContain(message);
      expect(String(error)).not.toContain('\n');
    });
  }
});
