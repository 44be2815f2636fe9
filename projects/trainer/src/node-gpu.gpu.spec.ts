import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A GPU in software starts slowly on a computer with much else to do. */
const GPU_MS = 60_000;
const root = join(import.meta.dirname, '../../..');

describe('Dawn in Node', () => {
  it(
    'outlives collections of garbage, and ends with the process, closed or not',
    () => {
      const program = `
        import { nodeGpuBackend } from '#trainer';
        import { gpuSetup } from './projects/engine/testing/gpu.ts';
        const backend = await nodeGpuBackend({ allowSoftware: true })(gpuSetup([5, 2]));
        for (let step = 0; step < 3; step++) {
          backend.step(Uint32Array.of(1, 2, 3), 0.01);
          gc();
          if (!((await backend.loss()) > 0)) throw new Error('expected a loss');
        }
        if (process.argv.includes('close')) await backend.close();
        else backend.step(Uint32Array.of(1), 0.01);
        console.log('end');
      `;
      for (const ending of ['close', 'leave']) {
        const options = { cwd: root, encoding: 'utf8', timeout: GPU_MS } as const;
        const flags = ['--expose-gc', '--input-type=module-typescript', '--eval', program];
        const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, ending], options);
        expect(stderr).toBe('');
        expect(stdout).toBe('end\n');
        expect(status).toBe(0);
      }
    },
    GPU_MS,
  );
});
