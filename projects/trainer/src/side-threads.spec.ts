import { initialWeights } from '#engine';
import { perceptronSpec } from '#model';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SideThreads } from './side-threads.ts';
import { sideWorker, type SideData, type SideTask } from './side-tasks.ts';

/** Threads start slowly on a computer with much else to do. */
const THREADS_MS = 60_000;
const root = join(import.meta.dirname, '../../..');
const spec = perceptronSpec([784, 8, 10]);
const weights = initialWeights(spec, 1);

/** Twenty images, each with a square of ink at a place of its own. */
const images = {
  pixels: new Uint8Array(20 * 784),
  labels: Uint8Array.from({ length: 20 }, (_, index) => index % 10),
};
for (let image = 0; image < 20; image++) {
  for (let pixel = 0; pixel < 100; pixel++) {
    const at = 28 * (4 + (image % 5) + Math.floor(pixel / 10)) + 4 + (pixel % 10);
    images.pixels[image * 784 + at] = 200;
  }
}
const data: SideData = { spec, evaluationSet: images, trainingSet: images };

const tasks: readonly SideTask[] = [
  { kind: 'drawn', range: { seed: 3, from: 0, to: 20 } },
  { kind: 'outliers', range: { seed: 3, from: 64, to: 84 } },
  { kind: 'evaluation', weights },
  { kind: 'rare', range: { seed: 3, from: 5, to: 9 } },
  { kind: 'shapes', range: { seed: 3, from: 5, to: 9 } },
  { kind: 'drawn', range: { seed: 3, from: 64, to: 70 } },
];

describe('threads beside a run', () => {
  it(
    'give what the calling thread would have made, whichever does it',
    async () => {
      const work = await sideWorker(data);
      const threads = new SideThreads(data, 1);
      try {
        const results = await Promise.all(tasks.map((task) => threads.run(task)));
        expect(results).toEqual(tasks.map(work));
        expect(results[2]).toBeGreaterThanOrEqual(0);
      } finally {
        await threads.close();
      }
    },
    THREADS_MS,
  );

  it(
    'say so when one cannot go on, and when they are closed with work left',
    async () => {
      const threads = new SideThreads(data, 1);
      const impossible = { kind: 'evaluation', weights: [] } as const;
      await expectAsync(threads.run(impossible)).toBeRejectedWithError(/expected 8x784 weights/);
      await threads.close();

      const others = new SideThreads(data, 1);
      const left = others.run({ kind: 'outliers', range: { seed: 1, from: 0, to: 5000 } });
      const end = expectAsync(left).toBeRejectedWithError(
        'side thread: expected an answer, found its end',
      );
      await others.close();
      await end;
      await expectAsync(others.run({ kind: 'evaluation', weights })).toBeRejectedWithError(
        'side thread: expected an answer, found its end',
      );
    },
    THREADS_MS,
  );

  it(
    'end before the process does, with an answer that nobody took any more',
    () => {
      const program = `
        import { perceptronSpec } from '#model';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
        import { SideThreads } from './projects/trainer/src/side-threads.ts';
        const images = { pixels: new Uint8Array(784).fill(9), labels: Uint8Array.of(1) };
        const data = { spec: perceptronSpec([784, 8, 10]), evaluationSet: images, trainingSet: images };
        const task = { kind: 'outliers', range: { seed: 1, from: 0, to: 1 } };
        for (let turn = 0; turn < 8; turn++) {
          const threads = new SideThreads(data, 1);
          await threads.run(task);
          threads.run(task).catch(() => undefined);
          // The answer comes while nobody listens: it waits to be taken when the thread is ended.
          for (const end = Date.now() + 100; Date.now() < end;);
          await threads.close();
        }
        console.log('end');
      `;
      const options = { cwd: root, encoding: 'utf8', timeout: THREADS_MS } as const;
      const args = ['--input-type=module-typescript', '--eval', program];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
      expect(stderr).toBe('');
      expect(stdout).toBe('end\n');
      expect(status).toBe(0);
    },
    THREADS_MS,
  );
});
