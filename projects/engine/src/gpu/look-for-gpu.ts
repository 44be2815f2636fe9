import { adapterName, findAdapter, messageOf, type GpuOptions } from './gpu-device.ts';
import { GpuError } from './gpu-error.ts';

/** A GPU to learn on: what people call it, and whether it is a program on the CPU. */
export interface FoundGpu {
  readonly kind: 'gpu';
  readonly adapter: string;
  readonly isSoftware: boolean;
}

/** Why WebGPU has nothing to learn on; the message is in English, for people who look for the cause. */
export type NoAdapter =
  | { readonly why: 'no-adapter' }
  | { readonly why: 'software-adapter'; readonly adapter: string }
  | { readonly why: 'failed'; readonly message: string };

/** Looks what there is to learn on, and throws nothing. */
export async function lookForGpu(
  gpu: GPU,
  { allowSoftware = false }: GpuOptions,
): Promise<FoundGpu | NoAdapter> {
  try {
    const found = await findAdapter(gpu, { allowSoftware: true });
    const adapter = adapterName(found);
    const isSoftware = found.info.isFallbackAdapter;
    if (isSoftware && !allowSoftware) return { why: 'software-adapter', adapter };
    return { kind: 'gpu', adapter, isSoftware };
  } catch (error) {
    // There is none, or a driver or browser has its own trouble: whatever it is, the CPU can learn.
    if (error instanceof GpuError && error.problem === 'none') return { why: 'no-adapter' };
    return { why: 'failed', message: messageOf(error) };
  }
}
