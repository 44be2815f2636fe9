import { UsageError } from '#command-line';
import { weightsHash } from '#formats';
import { encodeFloat16, FormatError, forward, parseManifest, type NetworkWeights } from '#model';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDigits } from '../../../formats/testing/sample-digits.ts';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { networkAt, openNetwork } from '../open-network.ts';
import { checkpointNamed, readCheckpoint, readManifest } from '../read-export.ts';
import { exportCommand } from './export-command.ts';
import { trainCommand } from './train-command.ts';
import { readStart } from './training-start.ts';

const root = join(import.meta.dirname, '../../../..');
const PLAIN = [
  '--recipe',
  join(root, 'training/plain.json'),
  '--threads',
  '1',
  '--stop-after',
  '1x',
];
const fixture = (name: string): string => join(root, 'projects/formats/testing/onnx', name);

/** As snapshots have them. */
const halves = (weights: NetworkWeights): string[] =>
  weights.flatMap((layer) =>
    [encodeFloat16(layer.weights), encodeFloat16(layer.biases)].map((bytes) => bytes.join()),
  );

describe('npm run train -- --init-from', () => {
  const folder = useTemporaryFolder();
  const path = (name: string): string => join(folder(), name);
  beforeEach(() => {
    writeBarDigits(path('data'));
  });

  async function train(output: string, ...args: string[]): Promise<void> {
    const usual = [...PLAIN, '--data-dir', path('data'), '--export-path', path(output)];
    const status = await trainCommand([...usual, ...args], {
      output: { write: () => undefined },
      signal: new AbortController().signal,
      now: () => performance.now(),
      version: '0',
      gpu: () => Promise.reject(new Error('expected the CPU')),
    });
    expect(status).toBe(0);
  }

  async function exportAs(to: 'onnx' | 'zip', from: string): Promise<string> {
    const file = path(`given.${to}`);
    const context = { output: { write: () => undefined }, signal: new AbortController().signal };
    await exportCommand(['--to', to, '--weights', path(from), '--output', file], context);
    return file;
  }

  it('starts from the last checkpoint, whichever format it is in, and gives the same bytes', async () => {
    await train('first.json', '--hidden-dims', '6', '5');
    const first = readManifest(path('first.json'));
    const last = readCheckpoint(path('first.json'), first, checkpointNamed(first));
    const texts: string[] = [];
    for (const file of [
      path('first.json'),
      await exportAs('onnx', 'first.json'),
      await exportAs('zip', 'first.json'),
    ]) {
      await train('on.json', '--init-from', file);
      const manifest = readManifest(path('on.json'));
      expect(manifest.training?.['init_from']).toEqual({
        ...{ file: file.slice(folder().length + 1), checkpoint: 'dataset_1x' },
        weights_sha256: weightsHash(last),
      });
      expect(manifest.timeline[0]?.description).toBe(
        `0 images processed (weights of ${file.slice(folder().length + 1)})`,
      );
      const initial = readCheckpoint(
        path('on.json'),
        manifest,
        checkpointNamed(manifest, 'initial'),
      );
      expect(halves(initial)).toEqual(halves(last));
      texts.push(manifest.timeline.map(({ shard }) => shard.sha256).join());
    }
    expect(new Set(texts).size).toBe(1);
    const { timeline } = readManifest(path('on.json'));
    expect(timeline.at(-1)?.shard.sha256).not.toBe(timeline[0]?.shard.sha256);
    expect(timeline.at(-1)?.metrics.averageTrainingLoss).toBeLessThan(
      first.timeline.at(-1)?.metrics.averageTrainingLoss ?? 0,
    );
  });

  it('takes layers and ink from a network of others, as its own inputs need it', async () => {
    // Bars are no digits to it: it is kept whatever it makes of them.
    await train('on.json', '--keep-diverged', '--init-from', fixture('pytorch-0-255.onnx'));
    const { network, training } = readManifest(path('on.json'));
    expect(network.layers.map(({ outputs }) => outputs)).toEqual([8, 10]);
    expect(network.normalization).toEqual({ mean: 0.1307, std: 0.3081 });
    expect(training?.['init_from']).toEqual(
      jasmine.objectContaining({ file: 'pytorch-0-255.onnx', ink: '0-255' }),
    );
    expect(training?.['recipe']).toEqual(jasmine.objectContaining({ hiddenDims: [8] }));
  });

  it('changes weights to other inputs so that they compute the same', async () => {
    const file = fixture('pytorch-0-1.onnx');
    const opened = await openNetwork(file);
    const [moment] = opened.timeline;
    if (!moment) throw new Error('expected a checkpoint');
    const { spec, checkpoints } = networkAt(opened, moment);
    const { weights } = await readStart({
      file,
      ink: {
        scale: '0-1',
        isInverted: false,
        isTransposed: false,
      },
    });
    const { pixels } = sampleDigits(3);
    for (let image = 0; image < 3; image++) {
      const ink = pixels.subarray(image * 784, (image + 1) * 784);
      const wanted = forward(spec, checkpoints[0]?.weights ?? [], ink).logits;
      const found = forward(
        { ...spec, normalization: { mean: 0.1307, std: 0.3081 } },
        weights,
        ink,
      ).logits;
      wanted.forEach((logit, i) => {
        expect(Math.abs(logit - (found[i] ?? NaN))).toBeLessThan(5e-5);
      });
    }
  });

  const refused: [string, string[], string][] = [
    [
      'hidden layers beside it',
      ['--init-from', 'a.onnx', '--hidden-dims', '8'],
      '--hidden-dims: expected none with --init-from, whose layers are those of its file, found 8 and a.onnx',
    ],
    [
      'no training at all',
      ['--init-from', 'a.onnx', '--skip-train'],
      '--init-from: expected none with --skip-train, which exports random weights, found both',
    ],
    [
      'ink without a network',
      ['--ink', '0-255'],
      '--ink: expected --init-from too, found a way of counting ink only',
    ],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what}`, async () => {
      await expectAsync(train('on.json', ...args)).toBeRejectedWithError(UsageError, message);
    });
  }

  it('refuses a network with another activation than the trainer has', async () => {
    await train('first.json', '--hidden-dims', '6', '5');
    const text = readFileSync(path('first.json'), 'utf8').replace('"relu"', '"linear"');
    expect(parseManifest(text, 'x').network.layers[0]?.activation).toBe('linear');
    const zip = path('first.json');
    writeFileSync(zip, text);
    const shard = readManifest(zip).timeline.at(-1)?.shard.path ?? '';
    const snapshot = readFileSync(path(shard), 'utf8').replace('"relu"', '"linear"');
    writeFileSync(path(shard), snapshot);
    writeFileSync(zip, text.replace(/,\s*"sha256": "\w+",\s*"bytes": \d+/g, ''));
    await expectAsync(train('on.json', '--init-from', zip)).toBeRejectedWithError(
      FormatError,
      /network\.layers\[0\]\.activation: expected relu, as the trainer has it, found linear/,
    );
  });
});
