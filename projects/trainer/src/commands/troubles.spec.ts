import { initialWeights } from '#engine';
import { FormatError, milestones, perceptronSpec } from '#model';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { idxBytes, writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { withUsual } from '../../testing/usual-options.ts';
import { readCheckpoint, readManifest } from '../read-export.ts';
import { writeExport } from '../write-export.ts';
import { DivergedError } from './diverged-error.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { trainCommand } from './train-command.ts';

const root = join(import.meta.dirname, '../../../..');
const PLAIN = ['--recipe', join(root, 'training/plain.json'), '--device', 'cpu'];

describe('train and evaluate in trouble', () => {
  const folder = useTemporaryFolder();
  const data = (): string => join(folder(), 'data');
  const weights = (): string => join(folder(), 'out', 'w.json');
  beforeEach(() => {
    writeBarDigits(data());
  });

  async function run(
    command: typeof trainCommand,
    ...args: string[]
  ): Promise<{ status: number; out: string }> {
    let out = '';
    const status = await command(args, {
      output: { write: (text) => (out += text) },
      signal: new AbortController().signal,
      now: () => performance.now(),
      version: '0',
      gpu: () => Promise.reject(new Error('expected the CPU')),
    });
    return { status, out };
  }
  const train = (...args: string[]): ReturnType<typeof run> => {
    const usual = [...PLAIN, '--data-dir', data(), '--export-path', weights()];
    return run(trainCommand, ...withUsual(usual, args));
  };

  describe('a name for the export', () => {
    for (const name of ['my weights.json', 'größe.json', "a+b&c='(1).json", 'run-10.30.json']) {
      it(`is one that evaluate reads: ${name}`, async () => {
        const path = join(folder(), 'a: 50%#?', name);
        await train('--skip-train', '--export-path', path);
        const { out } = await run(evaluateCommand, '--weights', path, '--json');
        expect(JSON.parse(out)).toEqual(jasmine.objectContaining({ checkpoint: 'initial' }));
      });
    }

    const taken: [string, RegExp][] = [
      ['run-10:30.json', /^--export-path: expected a name without .*, found ":" in/],
      ['run#1.json', /^--export-path: expected a name without/],
      ['what?.json', /^--export-path: expected a name without/],
      ['50%.json', /^--export-path: expected a name without/],
      ['x/.json', /^--export-path: expected a name before \.json/],
      ['...json', /^--export-path: expected a name before \.json/],
      ['NUL.json', /^--export-path: expected a name that is no device/],
      ['recipe.json', /^--export-path: expected a new file or an export, found another file/],
      ['folder.json', /^--export-path: expected a file, found a folder/],
      ['recipe.json/w.json', /^--export-path: expected a place that can be written, found E/],
      ['taken.json', /^--export-path: expected a place that can be written, found E/],
      [`${'x/'.repeat(2500)}w.json`, /^--export-path: expected a place .*ENAMETOOLONG/],
    ];
    for (const [name, message] of taken) {
      it(`is refused before training, with all left as it was: ${name.slice(0, 30)}`, async () => {
        writeFileSync(join(folder(), 'recipe.json'), readFileSync('training/plain.json'));
        writeFileSync(join(folder(), 'taken'), '');
        mkdirSync(join(folder(), 'folder.json'));
        const before = readdirSync(folder(), { recursive: true }).sort();
        await expectAsync(train('--export-path', `${folder()}/${name}`)).toBeRejectedWithError(
          message,
        );
        expect(readdirSync(folder(), { recursive: true }).sort()).toEqual(before);
      });
    }
  });

  describe('a run at chance', () => {
    it('is told, and replaces nothing unless it is asked to', async () => {
      await train('--skip-train');
      const before = readFileSync(weights(), 'utf8');
      const diverging = ['--lr', '10', '--stop-after', '5x'];
      await expectAsync(train(...diverging)).toBeRejectedWithError(
        DivergedError,
        /^the run diverged or learned nothing: .* guessing has 2\.30; .*w\.json was not touched/,
      );
      expect(readFileSync(weights(), 'utf8')).toBe(before);
      const { status, out } = await train(...diverging, '--keep-diverged');
      expect(status).toBe(0);
      expect(out).toMatch(/diverged or learned nothing: .*\n$/);
      const manifest = readManifest(weights());
      expect(manifest.timeline.at(-1)?.id).toBe('dataset_5x');
      for (const checkpoint of manifest.timeline) readCheckpoint(weights(), manifest, checkpoint);
    });
  });

  describe('images', () => {
    it('are refused in words where there are none, in either part', async () => {
      for (const part of ['train', 't10k']) {
        writeBarDigits(data());
        writeFileSync(
          join(data(), `${part}-images-idx3-ubyte`),
          idxBytes(0x803, [0, 28, 28], Buffer.of()),
        );
        writeFileSync(join(data(), `${part}-labels-idx1-ubyte`), idxBytes(0x801, [0], Buffer.of()));
        const message = new RegExp(`${part}-images-idx3-ubyte: expected at least one image`);
        await expectAsync(train()).toBeRejectedWithError(message);
        if (part === 't10k')
          await expectAsync(train('--skip-train')).toBeRejectedWithError(message);
        const images = ['--images', join(data(), `${part}-images-idx3-ubyte`)];
        await train('--skip-train', '--data-dir', folder() + '/none');
        await expectAsync(
          run(evaluateCommand, '--weights', weights(), ...images),
        ).toBeRejectedWithError(message);
      }
    });

    it('teach and judge when there is one of each', async () => {
      writeBarDigits(data(), { train: 1, t10k: 1 });
      await train('--hidden-dims', '4');
      const manifest = readManifest(weights());
      expect(manifest.timeline.at(-1)?.imagesSeen).toBe(50);
      expect(manifest.timeline.at(-1)?.metrics.testAccuracy).toBeDefined();
      for (const checkpoint of manifest.timeline) readCheckpoint(weights(), manifest, checkpoint);
    });

    it('too few for a checkpoint of MNIST’s make it an unknown one', async () => {
      await expectAsync(train('--stop-after', '40k')).toBeRejectedWithError(
        /^--stop-after: expected one of initial, 1, .*; found 40k$/,
      );
    });
  });

  describe('a network of another shape than MNIST’s', () => {
    const images = (): string => join(data(), 't10k-images-idx3-ubyte');
    const labels = (): string => join(data(), 't10k-labels-idx1-ubyte');
    const evaluateShape = (architecture: number[], ...args: string[]): ReturnType<typeof run> => {
      const spec = perceptronSpec(architecture);
      const [milestone] = milestones(60_000);
      if (!milestone) throw new Error('milestones: expected the initial weights, found none');
      const base = { kind: 'checkpoint', milestone, imagesSeen: 0, batchesSeen: 0 } as const;
      const checkpoints = [{ ...base, weights: initialWeights(spec, 1) }];
      writeExport(weights(), { spec, checkpoints, datasetSize: 60_000, training: {} });
      return run(evaluateCommand, '--weights', weights(), ...args);
    };

    it('is refused where labels have no output', async () => {
      await expectAsync(
        evaluateShape([784, 2], '--images', images(), '--labels', labels()),
      ).toBeRejectedWithError(
        FormatError,
        /w\.json: network\.output_dim: expected at least 10, as there are labels up to 9, found 2$/,
      );
    });

    it('is refused where its inputs are not the pixels of what it would read', async () => {
      const message =
        /w\.json: network\.input_dim: expected 784, for images of 28x28 pixels, found 4$/;
      for (const args of [[], ['--as-drawn', '--images', images()]]) {
        await expectAsync(evaluateShape([4, 10], ...args)).toBeRejectedWithError(
          FormatError,
          message,
        );
      }
      await expectAsync(evaluateShape([4, 10], '--images', images())).toBeRejectedWithError(
        /expected 4 pixels an image, found 28x28$/,
      );
    });
  });

  describe('text files of other systems', () => {
    it('are read: recipes, manifests and snapshots in UTF-16, with marks and CRLF', async () => {
      const recipe = join(folder(), 'recipe.json');
      const text = readFileSync(join(root, 'training/plain.json'), 'utf8').replaceAll('\n', '\r\n');
      for (const bytes of [`\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
        writeFileSync(recipe, bytes);
        await train('--skip-train', '--recipe', recipe);
        const manifest = readFileSync(weights(), 'utf8').replaceAll('\n', '\r\n');
        writeFileSync(weights(), Buffer.from(`\uFEFF${manifest}`, 'utf16le'));
        const { out } = await run(evaluateCommand, '--weights', weights(), '--json');
        expect(JSON.parse(out)).toEqual(jasmine.objectContaining({ checkpoint: 'initial' }));
      }
    });

    it('are refused in words in any other encoding', async () => {
      const recipe = join(folder(), 'recipe.json');
      writeFileSync(recipe, Buffer.from('{"größe": 1}', 'latin1'));
      await expectAsync(train('--recipe', recipe)).toBeRejectedWithError(
        /recipe\.json: the file: expected text in UTF-8, found bytes that are none/,
      );
    });
  });

  it('keep an export that was cut off from being taken for another program’s file', async () => {
    await train('--skip-train');
    const cut = readFileSync(weights(), 'utf8').slice(0, -40);
    writeFileSync(weights(), cut);
    await train('--skip-train');
    expect(readManifest(weights()).timeline.length).toBe(1);
    appendFileSync(weights(), 'x');
    await train('--skip-train');
    expect(readManifest(weights()).timeline.length).toBe(1);
  });
});
