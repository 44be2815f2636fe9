import { findAdapter, GpuError } from '#engine';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBarDigits } from '../../testing/idx-writer.ts';
import { useTemporaryFolder } from '../../testing/temporary-folder.ts';
import { nodeGpu, type GpuSource } from '../node-gpu.ts';
import { readManifest } from '../read-export.ts';
import { trainCommand } from './train-command.ts';

/** A GPU in software compiles and learns slowly, the more so on a busy computer. */
const GPU_MS = 180_000;
const root = join(import.meta.dirname, '../../../..');
const recipe = [
  '--recipe',
  join(root, 'training/plain.json'),
  '--batch-size',
  '32',
  '--lr',
  '5e-3',
];
const SMALL = [...recipe, '--hidden-dims', '16'];

/** The specs' GPU as if it were a real one, whose device can be taken away. */
async function pretendedGpu(): Promise<{ source: GpuSource; lose: () => void }> {
  const adapter = await findAdapter(await nodeGpu(), { allowSoftware: true });
  let device: GPUDevice | undefined;
  const real = new Proxy(adapter, {
    get: (target, name) => {
      if (name === 'info') return { description: 'Card 9', isFallbackAdapter: false };
      if (name === 'requestDevice') {
        return async (descriptor: GPUDeviceDescriptor) =>
          (device = await target.requestDevice(descriptor));
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const gpu = { requestAdapter: () => Promise.resolve(real) } as unknown as GPU;
  return {
    source: () => Promise.resolve(gpu),
    lose: () => {
      device?.destroy();
    },
  };
}

describe('npm run train on a GPU', () => {
  const folder = useTemporaryFolder();
  const weights = (): string => join(folder(), 'w.json');
  const paths = (): string[] => [
    ...['--data-dir', join(folder(), 'data'), '--export-path', weights()],
  ];
  beforeEach(() => {
    writeBarDigits(join(folder(), 'data'));
  });

  /** Runs the command in this process; `onText` hears what it says. */
  async function train(
    args: string[],
    gpu: GpuSource,
    onText: (text: string) => void = () => undefined,
  ): Promise<{ status: number; out: string }> {
    let out = '';
    const write = (text: string): void => {
      out += text;
      onText(text);
    };
    const status = await trainCommand([...SMALL, ...paths(), ...args], {
      output: { write },
      signal: new AbortController().signal,
      now: () => performance.now(),
      version: '0',
      gpu,
    });
    return { status, out };
  }

  it(
    'learns, exports what evaluate reads, and exits',
    () => {
      const run = (script: string, ...args: string[]) =>
        spawnSync(process.execPath, [join(root, script), ...args], {
          ...{ cwd: root, encoding: 'utf8', timeout: GPU_MS },
        });
      const options = [...SMALL, ...paths(), '--device', 'gpu', '--stop-after', '25x'];
      const trained = run('training/mlp-train.ts', ...options);
      expect(trained.stderr).toBe('');
      expect(trained.status).toBe(0);
      expect(trained.stdout).toMatch(/^learning on the GPU, .+\n/);
      const manifest = readManifest(weights());
      expect(manifest.timeline.at(-1)?.id).toBe('dataset_25x');
      expect(manifest.timeline.at(-1)?.batchesSeen).toBeGreaterThan(250);
      expect(manifest.training?.['engine']).toBe('webgpu');
      expect(manifest.training?.['adapter']).toBeTruthy();
      const [images = '', labels = ''] = ['images-idx3-ubyte', 'labels-idx1-ubyte'].map((name) =>
        join(folder(), `data/t10k-${name}`),
      );
      const set = ['--weights', weights(), '--images', images, '--labels', labels, '--json'];
      const evaluated = run('training/evaluate.ts', ...set);
      expect(evaluated.stderr).toBe('');
      const { accuracy } = JSON.parse(evaluated.stdout) as { accuracy: number };
      expect(accuracy).toBe(manifest.timeline.at(-1)?.metrics.testAccuracy ?? NaN);
      expect(accuracy).toBeGreaterThan(0.95);
    },
    GPU_MS,
  );

  it(
    'takes no GPU in software unless it is asked to: the CPU learns, and that is said',
    async () => {
      const software: GpuSource = () => {
        const info = { description: 'SwiftShader', isFallbackAdapter: true };
        return Promise.resolve({
          requestAdapter: () => Promise.resolve({ info }),
        } as unknown as GPU);
      };
      const { status, out } = await train(['--stop-after', '1x'], software);
      expect(status).toBe(0);
      expect(out.split('\n')[0]).toBe(
        'GPU: expected a real one, found a program on the CPU, SwiftShader: learning on the CPU',
      );
      expect(readManifest(weights()).training?.['engine']).toBe('wasm-simd');
    },
    GPU_MS,
  );

  it('learns on the CPU where there is no GPU, unless it was to be one', async () => {
    const none: GpuSource = () => Promise.reject(new GpuError('none', 'none here'));
    await expectAsync(train(['--device', 'gpu', '--stop-after', '1x'], none)).toBeRejectedWithError(
      GpuError,
      'GPU: none here',
    );
    expect(existsSync(weights())).toBeFalse();
    const { out } = await train(['--stop-after', '1x', '--json'], none);
    expect(JSON.parse(out.split('\n')[0] ?? '')).toEqual({
      kind: 'message',
      text: 'GPU: none here: learning on the CPU',
    });
  });

  it(
    'starts again on the CPU when the GPU is lost in mid-run, with the CPU’s bytes',
    async () => {
      const { source, lose } = await pretendedGpu();
      const loseAt1x = (text: string): void => {
        if (text.includes('1× dataset')) lose();
      };
      const stop = ['--stop-after', '5x'];
      const { status, out } = await train(stop, source, loseAt1x);
      expect(status).toBe(0);
      expect(out).toMatch(/^learning on the GPU, Card 9\n/);
      expect(out).toMatch(/\nGPU: the device was lost: .*: learning on the CPU\n/);
      expect(out.match(/1× dataset/g)?.length).toBe(2);
      const found = readFileSync(weights(), 'utf8');
      await train([...stop, '--device', 'cpu'], source);
      expect(readFileSync(weights(), 'utf8')).toBe(found);
    },
    GPU_MS,
  );

  it(
    'says that the GPU was lost when it was to be the GPU, and leaves the old export',
    async () => {
      const { source, lose } = await pretendedGpu();
      await train(['--skip-train'], source);
      const before = readFileSync(weights(), 'utf8');
      await expectAsync(
        train(['--device', 'gpu', '--stop-after', '5x'], source, (text) => {
          if (text.includes('1× dataset')) lose();
        }),
      ).toBeRejectedWithError(GpuError, /^GPU: the device was lost: /);
      expect(readFileSync(weights(), 'utf8')).toBe(before);
    },
    GPU_MS,
  );
});
