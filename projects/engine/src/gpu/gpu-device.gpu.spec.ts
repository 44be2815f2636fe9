import { GPU_MS, gpuSetup, specGpu } from '../../testing/gpu.ts';
import { gpuBackend } from './gpu-backend.ts';
import { findAdapter, openDevice, profileOf } from './gpu-device.ts';
import { GpuError, type GpuProblem } from './gpu-error.ts';
import { createMemory } from './gpu-memory.ts';
import { HARDWARE_PROFILE, planGpu, SOFTWARE_PROFILE } from './gpu-plan.ts';

/** An adapter that differs from the specs' own in this. */
async function adapterWith(
  differences: Partial<Record<keyof GPUAdapter, unknown>>,
): Promise<GPUAdapter> {
  const adapter = await findAdapter(specGpu(), { allowSoftware: true });
  return new Proxy(adapter, {
    get: (target, name) => {
      if (name in differences) return differences[name as keyof GPUAdapter];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** A GPU that has this adapter, or none. */
function gpuWith(adapter: GPUAdapter | null): GPU {
  return { requestAdapter: () => Promise.resolve(adapter) } as unknown as GPU;
}

async function expectProblem(
  action: Promise<unknown>,
  problem: GpuProblem,
  message: RegExp,
): Promise<void> {
  const error = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GpuError);
  expect((error as GpuError).problem).toBe(problem);
  expect((error as GpuError).message).toMatch(message);
}

const SOFTWARE = { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true };
const HARDWARE = {
  vendor: 'v',
  architecture: 'a',
  description: 'Card 9',
  isFallbackAdapter: false,
};

describe('a GPU to learn on', () => {
  it('is refused where there is none', async () => {
    for (const gpu of [undefined, gpuWith(null)]) {
      await expectProblem(
        gpuBackend(gpu, { allowSoftware: true })(gpuSetup([5, 2])),
        'none',
        /^GPU: expected one that WebGPU can use, found none$/,
      );
    }
  });

  it('is refused where it is a program on the CPU, unless that was asked for', async () => {
    const gpu = gpuWith(await adapterWith({ info: SOFTWARE }));
    await expectProblem(
      gpuBackend(gpu)(gpuSetup([5, 2])),
      'software',
      /^GPU: expected a real one, found a program on the CPU, google swiftshader$/,
    );
    await expectAsync(findAdapter(gpu, { allowSoftware: true })).toBeResolved();
    const real = gpuWith(await adapterWith({ info: HARDWARE }));
    await expectAsync(findAdapter(real)).toBeResolved();
  });

  it('is refused when a network is over its limits, which it names', async () => {
    const limits = {
      maxBufferSize: 2 ** 28,
      maxStorageBufferBindingSize: 2 ** 27,
      maxComputeWorkgroupStorageSize: 16_384,
      maxComputeWorkgroupsPerDimension: 65_535,
    };
    const wide = gpuSetup([784, 2048, 10]);
    const cases: [Partial<typeof limits>, RegExp][] = [
      [{}, /need maxComputeWorkgroupStorageSize \d+, Card 9 has 16384$/],
      [{ maxBufferSize: 1000 }, /need maxBufferSize \d+, Card 9 has 1000$/],
    ];
    for (const [smaller, message] of cases) {
      const adapter = await adapterWith({ info: HARDWARE, limits: { ...limits, ...smaller } });
      await expectProblem(gpuBackend(gpuWith(adapter))(wide), 'limits', message);
    }
  });

  it('is asked for more than the default limits where a network needs it', async () => {
    const adapter = await findAdapter(specGpu(), { allowSoftware: true });
    const plan = planGpu(gpuSetup([784, 2048, 10]));
    expect(plan.workgroupBytes).toBeGreaterThan(16_384);
    const device = await openDevice(adapter, plan);
    expect(device.limits.maxComputeWorkgroupStorageSize).toBeGreaterThanOrEqual(
      plan.workgroupBytes,
    );
    device.destroy();
  });

  it('is planned for by what it has', async () => {
    const limits = { maxComputeWorkgroupStorageSize: 49_152 };
    const features = new Set(['subgroups']);
    const real = profileOf(await adapterWith({ info: HARDWARE, limits, features }));
    expect(real).toEqual({ ...HARDWARE_PROFILE, workgroupLimit: 49_152, subgroups: true });
    const software = await adapterWith({ info: SOFTWARE, limits, features: new Set() });
    const { threads } = SOFTWARE_PROFILE;
    expect(profileOf(software)).toEqual(
      jasmine.objectContaining({ threads, workgroupLimit: 49_152, subgroups: false }),
    );
  });

  it('is asked for subgroups where the plan has them', async () => {
    for (const subgroups of [true, false]) {
      // An adapter gives one device.
      const adapter = await findAdapter(specGpu(), { allowSoftware: true });
      const plan = planGpu(gpuSetup([5, 2]), { ...profileOf(adapter), subgroups });
      const device = await openDevice(adapter, plan);
      expect(device.features.has('subgroups')).toBe(subgroups);
      device.destroy();
    }
  });

  it('is said to be of no use when it gives no device', async () => {
    const adapter = await adapterWith({
      requestDevice: () => Promise.reject(new Error('the driver is gone')),
    });
    await expectProblem(
      openDevice(adapter, planGpu(gpuSetup([5, 2]))),
      'failed',
      /^GPU: no device: the driver is gone$/,
    );
  });

  it(
    'is said to have too little memory when it cannot hold network and images',
    async () => {
      const setup = gpuSetup([5, 2]);
      const adapter = await findAdapter(specGpu(), { allowSoftware: true });
      const device = await openDevice(adapter, planGpu(setup));
      const full = new Proxy(device, {
        get: (target, name) => {
          if (name === 'popErrorScope') {
            return async () => {
              await target.popErrorScope();
              return { message: 'no memory left' };
            };
          }
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      await expectProblem(
        createMemory(full, planGpu(setup), setup),
        'memory',
        /^GPU: expected 1 MB of free memory: no memory left$/,
      );
      device.destroy();
    },
    GPU_MS,
  );
});
