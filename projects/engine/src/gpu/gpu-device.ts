import { GpuError } from './gpu-error.ts';
import {
  HARDWARE_PROFILE,
  SOFTWARE_PROFILE,
  type DeviceProfile,
  type GpuPlan,
} from './gpu-plan.ts';

/** What may be chosen of a GPU. */
export interface GpuOptions {
  /** Whether a GPU that is a program on the CPU (SwiftShader, WARP) will do: slow, for tests. */
  readonly allowSoftware?: boolean;
}

/**
 * Finds a GPU to learn on.
 * @param gpu `navigator.gpu`, or what Dawn's `create` gives in Node
 * @throws GpuError `none`, or `software` when there is none but a program on the CPU
 */
export async function findAdapter(
  gpu: GPU | undefined,
  { allowSoftware = false }: GpuOptions = {},
): Promise<GPUAdapter> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new GpuError('none', 'expected one that WebGPU can use, found none');
  if (adapter.info.isFallbackAdapter && !allowSoftware) {
    throw new GpuError(
      'software',
      `expected a real one, found a program on the CPU, ${adapterName(adapter)}`,
    );
  }
  return adapter;
}

/** What people call an adapter. */
export function adapterName({ info }: GPUAdapter): string {
  return info.description || info.device || `${info.vendor} ${info.architecture}`.trim();
}

/** What suits an adapter, and what it has. */
export function profileOf({ info, limits, features }: GPUAdapter): DeviceProfile {
  return {
    ...(info.isFallbackAdapter ? SOFTWARE_PROFILE : HARDWARE_PROFILE),
    workgroupLimit: limits.maxComputeWorkgroupStorageSize,
    subgroups: features.has('subgroups'),
  };
}

/**
 * A device that the plan fits on.
 * @param features asked for where the adapter has them
 * @throws GpuError `limits` that names the limit, `failed` when the adapter gives no device
 */
export async function openDevice(
  adapter: GPUAdapter,
  plan: GpuPlan,
  features: readonly GPUFeatureName[] = [],
): Promise<GPUDevice> {
  const requiredLimits = neededLimits(plan);
  for (const [name, needed] of Object.entries(requiredLimits)) {
    const found = adapter.limits[name as keyof typeof requiredLimits];
    if (needed > found) {
      throw new GpuError(
        'limits',
        `network, images and batches need ${name} ${needed}, ${adapterName(adapter)} has ${found}`,
      );
    }
  }
  const requiredFeatures = features.filter((feature) => adapter.features.has(feature));
  if (plan.subgroups) requiredFeatures.push('subgroups');
  try {
    return await adapter.requestDevice({ label: 'learning', requiredLimits, requiredFeatures });
  } catch (error) {
    // Between asking for the adapter and this, the driver may have gone.
    throw new GpuError('failed', `no device: ${messageOf(error)}`, { cause: error });
  }
}

/** What a plan asks of an adapter; whatever is less than WebGPU's defaults every adapter has. */
export function neededLimits({ bytes, slots, tiles, workgroupBytes }: GpuPlan) {
  const largest = Math.max(...Object.values(bytes));
  return {
    maxBufferSize: largest,
    maxStorageBufferBindingSize: largest,
    maxComputeWorkgroupStorageSize: workgroupBytes,
    maxComputeWorkgroupsPerDimension: Math.max(slots, tiles),
  };
}

/** What was thrown, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
