import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forward, parseManifest } from '#model';
import { idxBytes, writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { withUsual } from '../../testing/usual-options.ts';
import { readMnist } from '../idx-files.ts';
import { checkpointNamed, readCheckpoint, readManifest } from '../read-export.ts';

const root = join(import.meta.dirname, '../../../..');
const train = join(root, 'training/mlp-train.ts');
/** What runs several processes may take this long on a computer with much else to do. */
const PROCESSES_MS = 60_000;
/** The generated digits differ by where they are: the default recipe moves and centres them. */
const PLAIN = ['--recipe', join(root, 'training/plain.json'), '--device', 'cpu'];

function run(
  script: string,
  ...args: string[]
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

describe('npm run train', () => {
  const folder = useTemporaryFolder();
  const data = (): string => join(folder(), 'data');
  const weights = (): string => join(folder(), 'out/w.json');
  const runTrain = (...args: string[]): ReturnType<typeof run> => {
    const usual = [...PLAIN, '--data-dir', data(), '--export-path', weights()];
    return run('training/mlp-train.ts', ...withUsual(usual, args));
  };
  beforeEach(() => {
    writeBarDigits(data());
  });

  it('learns and exports what evaluate then finds', () => {
    const { status, out, err } = runTrain(
      '--hidden-dims',
      '16',
      '--batch-size',
      '32',
      '--lr',
      '5e-3',
    );
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toMatch(/50× dataset +accuracy 100\.00 % {2}loss 0\.00/);
    const manifest = readManifest(weights());
    expect(manifest.timeline.at(-1)?.imagesSeen).toBe(15_000);
    expect(manifest.training?.['engine']).toBe('wasm-simd');

    const images = join(data(), 't10k-images-idx3-ubyte');
    const labels = join(data(), 't10k-labels-idx1-ubyte');
    const set = ['--weights', weights(), '--images', images, '--labels', labels, '--json'];
    const report = run('training/evaluate.ts', ...set, '--checkpoint', '1x');
    expect(report.err).toBe('');
    const { accuracy, images: count } = JSON.parse(report.out) as Record<string, unknown>;
    expect(count).toBe(60);
    // Counted independently, with the model's plain forward pass.
    const { pixels, labels: digits } = readMnist(data(), 't10k');
    const loaded = readCheckpoint(weights(), manifest, checkpointNamed(manifest, '1x'));
    const right = [...digits].filter((digit, image) => {
      const ink = Float32Array.from(
        pixels.subarray(image * 784, (image + 1) * 784),
        (p) => p / 255,
      );
      const { logits } = forward(manifest.network, loaded, ink);
      return logits.indexOf(Math.max(...logits)) === digit;
    });
    expect(accuracy).toBe(right.length / 60);
    expect(checkpointNamed(manifest, '1x').metrics.testAccuracy).toBe(right.length / 60);
  });

  it('writes JSON lines for programs, and the same bytes again', () => {
    const options = ['--hidden-dims', '8', '4', '--stop-after', '2x', '--seed', '9'];
    const first = runTrain(...options, '--json');
    const lines = first.out.trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const last = events.filter(({ kind }) => kind === 'checkpoint').at(-1);
    expect(last?.['id']).toBe('dataset_2x');
    expect(last?.['imagesSeen']).toBe(600);
    const manifest = readFileSync(weights(), 'utf8');
    expect(runTrain(...options).status).toBe(0);
    expect(readFileSync(weights(), 'utf8')).toBe(manifest);
    expect(parseManifest(manifest, 'w').network.layers.map(({ outputs }) => outputs)).toEqual([
      8, 4, 10,
    ]);
  });

  it('exports untrained weights without reading training images', () => {
    rmSync(join(data(), 'train-images-idx3-ubyte'));
    rmSync(join(data(), 'train-labels-idx1-ubyte'));
    expect(runTrain('--skip-train').status).toBe(0);
    const { timeline } = readManifest(weights());
    expect(timeline.map(({ id }) => id)).toEqual(['initial']);
    expect(timeline[0]?.metrics.testAccuracy).toBeDefined();
    rmSync(data(), { recursive: true });
    mkdirSync(data());
    expect(runTrain('--skip-train').status).toBe(0);
    expect(readManifest(weights()).timeline[0]?.metrics.testAccuracy).toBeUndefined();
  });

  const refused: [string[], RegExp][] = [
    [
      ['--hidden-dims', '0'],
      /^--hidden-dims: expected 1 to 6 whole numbers from 1 to 2048, found 0$/,
    ],
    [['--hidden-dims', '-5'], /^--hidden-dims: .*found -5$/],
    [['--hidden-dims', 'abc'], /^--hidden-dims: .*found abc$/],
    [['--hidden-dims'], /^--hidden-dims: .*found none$/],
    [
      ['--hidden-dims', ...new Array<string>(20).fill('10000')],
      /^--hidden-dims: .*found 20 of them$/,
    ],
    [['--batch-size', '0'], /^--batch-size: expected a whole number from 1 to 4096, found 0$/],
    [['--epochs', '1.5'], /^--epochs: expected a whole number from 1 to 10000, found 1.5$/],
    [['--lr', '-1e-3'], /^--lr: expected a number above 0, at most 10, found -1e-3$/],
    [['--lr', 'fast'], /^--lr: expected a number above 0, at most 10, found fast$/],
    [['--seed', '4294967296'], /^--seed: expected a whole number from 0 to 4294967295/],
    [['--threads', '0'], /^--threads: expected a whole number from 1 to 32, found 0$/],
    [['--threads', '2', '--device', 'gpu'], /^--threads: expected none with --device gpu/],
    [['--device', 'tpu'], /^--device: expected auto, cpu or gpu \(cuda, mps\), found tpu$/],
    [['--stop-after', '7x'], /^--stop-after: expected one of initial, 50, .*found 7x$/],
    [
      ['--recipe', 'nowhere.json'],
      /^--recipe: expected a file that can be read, found nowhere.json$/,
    ],
    [['--export-path', '/proc/w.json'], /^--export-path: expected a place that can be written/],
    [
      ['--export-path', 'package.json/w.json'],
      /^--export-path: expected a place that can be written/,
    ],
    [['--export-path', 'weights'], /^--export-path: expected a file name ending in .json/],
    [['--epoch', '5'], /--epoch.*--help lists the options$/],
    [['--data-dir', '/nowhere'], /^\/nowhere: expected a file train-images-idx3-ubyte/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.slice(0, 2).join(' ')} in one line`, () => {
      const { status, out, err } = runTrain(...args);
      expect(status).toBe(2);
      expect(err.trim().split('\n').length).toBe(1);
      expect(err.trim()).toMatch(message);
      expect(out).toBe('');
      expect(readdirSync(folder())).toEqual(['data']);
    });
  }

  async function interrupt(args: string[], signal: NodeJS.Signals): Promise<number | null> {
    const child = spawn(
      process.execPath,
      [
        train,
        ...PLAIN,
        '--data-dir',
        data(),
        '--export-path',
        weights(),
        '--epochs',
        '10000',
        ...args,
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let out = '';
    child.stdout.on('data', (text: Buffer) => {
      const wasThere = out.includes('5× dataset');
      out += text.toString();
      // Once: a second Ctrl-C ends the process at once, as everywhere.
      if (!wasThere && out.includes('5× dataset')) child.kill(signal);
    });
    return new Promise((resolve) => {
      child.on('close', (code) => {
        resolve(code);
      });
    });
  }

  it(
    'leaves the old export when interrupted, or killed',
    async () => {
      runTrain('--skip-train');
      const before = readFileSync(weights(), 'utf8');
      expect(await interrupt([], 'SIGINT')).toBe(130);
      expect(await interrupt([], 'SIGTERM')).toBe(130);
      expect(await interrupt(['--keep-partial'], 'SIGKILL')).toBeNull();
      expect(readFileSync(weights(), 'utf8')).toBe(before);
      expect(readdirSync(join(folder(), 'out')).sort()).toEqual(['w', 'w.json']);
    },
    PROCESSES_MS,
  );

  it(
    'exports what was reached when interrupted with --keep-partial',
    async () => {
      expect(await interrupt(['--keep-partial'], 'SIGINT')).toBe(130);
      const manifest = readManifest(weights());
      expect(manifest.timeline.length).toBeGreaterThan(5);
      for (const checkpoint of manifest.timeline) readCheckpoint(weights(), manifest, checkpoint);
    },
    PROCESSES_MS,
  );
});

describe('npm run evaluate', () => {
  const folder = useTemporaryFolder();

  it('reads images of any square size as drawings, with labels and without', () => {
    const weights = join(folder(), 'w.json');
    run('training/mlp-train.ts', ...PLAIN, '--skip-train', '--export-path', weights);
    // A box of ink on 40x40 pixels, and a blank image.
    const pixels = Uint8Array.from({ length: 3200 }, (_, index) => {
      const [x, y] = [index % 40, Math.floor(index / 40)];
      return x > 8 && x < 20 && y > 8 && y < 30 ? 255 : 0;
    });
    const images = join(folder(), 'images');
    writeFileSync(images, idxBytes(0x803, [2, 40, 40], pixels));
    const labels = join(folder(), 'labels');
    writeFileSync(labels, idxBytes(0x801, [2], Uint8Array.of(3, 3)));
    const options = ['--weights', weights, '--images', images, '--as-drawn', '--json'];
    const unlabelled = run('training/evaluate.ts', ...options);
    expect(JSON.parse(unlabelled.out)).toEqual({
      checkpoint: 'initial',
      images: 2,
      notADigit: 0.5,
      unsure: jasmine.any(Number),
    });
    const labelled = run('training/evaluate.ts', ...options, '--labels', labels);
    const report = JSON.parse(labelled.out) as Record<string, unknown>;
    expect(report['notADigit']).toBe(0.5);
    expect(Object.keys(report)).toContain('calibrationError');
  });

  it('says in one line what is wrong', () => {
    const weights = join(folder(), 'w.json');
    run('training/mlp-train.ts', '--skip-train', '--export-path', weights, '--hidden-dims', '4');
    const cut = join(folder(), 'cut.json');
    writeFileSync(cut, readFileSync(weights, 'utf8').slice(0, 90));
    const wrongSize = join(folder(), 'images');
    writeFileSync(wrongSize, idxBytes(0x803, [1, 2, 2], new Uint8Array(4)));
    const labels = join(folder(), 'labels');
    writeFileSync(labels, idxBytes(0x801, [1], new Uint8Array(1)));
    const cases: [string[], RegExp][] = [
      [
        ['--weights', join(folder(), 'none.json')],
        /none.json: the file: expected one that can be read/,
      ],
      [['--weights', cut], /cut.json: the file: expected JSON/],
      [['--weights', weights, '--checkpoint', '10x'], /expected one of initial; found 10x/],
      [['--weights', weights, '--labels', labels], /expected --images too, found labels only/],
      [['--weights', weights, '--images', wrongSize], /784 pixels.*found 2x2/],
      [['--weights', weights, '--images', wrongSize, '--labels', labels], /784 pixels.*found 2x2/],
      [['--wieghts', weights], /--wieghts.*--help lists the options/],
    ];
    for (const [args, message] of cases) {
      const { status, err } = run('training/evaluate.ts', ...args);
      expect(status).toBe(2);
      expect(err.trim()).toMatch(message);
      expect(err.trim().split('\n').length).toBe(1);
    }
    const shard = join(folder(), 'w/000_initial.json');
    writeFileSync(shard, readFileSync(shard, 'utf8').replace('A', 'B'));
    const { status, err } = run('training/evaluate.ts', '--weights', weights);
    expect(status).toBe(2);
    expect(err).toMatch(/000_initial.json: SHA-256: expected [0-9a-f]{64}, found [0-9a-f]{64}/);
    expect(existsSync(shard)).toBeTrue();
  });
});
