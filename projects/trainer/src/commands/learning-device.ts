import { adapterName, findAdapter, type BackendFactory } from '#engine';
import { nodeGpuBackend, type GpuSource } from '../node-gpu.ts';
import { nodeBackend } from '../node-threads.ts';

/** What `--device` can say. */
export type DeviceName = 'auto' | 'cpu' | 'gpu';

/** What learns. */
export interface LearningDevice {
  readonly backend: BackendFactory;
  /** For the manifest: on what the weights depend. */
  readonly engine: { readonly engine: string; readonly adapter?: string };
  /** What to say about it, if anything. */
  readonly remark?: string;
}

/** Learning on the CPU, with the same bytes everywhere. */
export function cpuDevice(threads: number | undefined): LearningDevice {
  return { backend: nodeBackend(threads), engine: { engine: 'wasm-simd' } };
}

/**
 * Learning on the GPU.
 * @param allowSoftware whether a GPU that is a program on the CPU will do
 * @throws GpuError where there is none, or only such a one
 */
export async function gpuDevice(gpu: GpuSource, allowSoftware: boolean): Promise<LearningDevice> {
  const adapter = await findAdapter(await gpu(), { allowSoftware });
  const name = adapterName(adapter);
  const isSoftware = adapter.info.isFallbackAdapter;
  return {
    backend: nodeGpuBackend({ allowSoftware }, gpu),
    engine: { engine: 'webgpu', adapter: name },
    remark: `learning on the GPU, ${name}${isSoftware ? ': a program on the CPU, and slow' : ''}`,
  };
}
