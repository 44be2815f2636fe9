import { at } from '../at.ts';
import { MAP_READ, USAGE } from './gpu-constants.ts';

/** GPU time of a kernel. */
export interface KernelTime {
  readonly milliseconds: number;
  readonly launches: number;
}

const BYTES = 8;

/**
 * Measures how long each kernel takes on the GPU, by timestamps at both ends of a pass of its own. The
 * passes cost time themselves, so a run that is timed kernel by kernel is slower than others.
 */
export class KernelClock {
  private readonly device: GPUDevice;
  private readonly queries: GPUQuerySet;
  private readonly resolved: GPUBuffer;
  private readonly names: string[] = [];
  private readonly totals = new Map<string, KernelTime>();

  /** @param launches of a submission at most */
  constructor(device: GPUDevice, launches: number) {
    this.device = device;
    this.queries = device.createQuerySet({
      label: 'kernel times',
      type: 'timestamp',
      count: launches * 2,
    });
    this.resolved = device.createBuffer({
      label: 'kernel times',
      size: launches * 2 * BYTES,
      usage: USAGE.queryResolve | USAGE.copySource,
    });
  }

  /** A pass for one launch of this kernel. */
  beginPass(encoder: GPUCommandEncoder, name: string): GPUComputePassEncoder {
    const first = this.names.length * 2;
    this.names.push(name);
    return encoder.beginComputePass({
      label: name,
      timestampWrites: {
        querySet: this.queries,
        beginningOfPassWriteIndex: first,
        endOfPassWriteIndex: first + 1,
      },
    });
  }

  /** Ends a submission's encoder; the returned function reads its times once it is submitted. */
  finish(encoder: GPUCommandEncoder): () => Promise<void> {
    const names = this.names.splice(0);
    const size = names.length * 2 * BYTES;
    const staging = this.device.createBuffer({
      label: 'kernel times, read',
      size,
      usage: USAGE.copyTarget | USAGE.mapRead,
    });
    encoder.resolveQuerySet(this.queries, 0, names.length * 2, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, staging, 0, size);
    return async () => {
      await staging.mapAsync(MAP_READ);
      const times = new BigUint64Array(staging.getMappedRange().slice(0));
      staging.destroy();
      names.forEach((name, index) => {
        const nanoseconds = Number(at(times, index * 2 + 1) - at(times, index * 2));
        const { milliseconds, launches } = this.totals.get(name) ?? {
          milliseconds: 0,
          launches: 0,
        };
        this.totals.set(name, {
          milliseconds: milliseconds + nanoseconds / 1e6,
          launches: launches + 1,
        });
      });
    };
  }

  /** What was measured so far, a kernel each. */
  get times(): ReadonlyMap<string, KernelTime> {
    return this.totals;
  }
}
