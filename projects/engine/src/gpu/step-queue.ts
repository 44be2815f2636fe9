import { writeRecord } from '../memory-record.ts';
import type { StepConstants } from '../optimizer.ts';
import { GPU_STEP, STEP_STRIDE_BYTES } from './bindings.wgsl.ts';
import type { GpuPlan } from './gpu-plan.ts';

/** Steps that wait to be submitted together: their images and constants as the GPU gets them. */
export class StepQueue {
  /** Images of all steps, one after the other: positions in the training set. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** A `Step` of `bindings.wgsl.ts` every `STEP_STRIDE_BYTES`. */
  readonly constants: ArrayBuffer;
  /** Images of each step. */
  readonly sizes: number[] = [];
  private readonly view: DataView;
  private readonly limit: number;
  private taken = 0;

  constructor({ stepsAtOnce, slots }: Pick<GpuPlan, 'stepsAtOnce' | 'slots'>) {
    this.limit = stepsAtOnce;
    this.indices = new Uint32Array(slots);
    this.constants = new ArrayBuffer(stepsAtOnce * STEP_STRIDE_BYTES);
    this.view = new DataView(this.constants);
  }

  /** Images of all steps. */
  get images(): number {
    return this.taken;
  }

  get isFull(): boolean {
    return this.sizes.length >= this.limit;
  }

  add(indices: Uint32Array, constants: StepConstants): void {
    const at = this.sizes.length * STEP_STRIDE_BYTES;
    const place = { size: indices.length, firstSlot: this.taken };
    writeRecord(this.view, at, GPU_STEP, { ...place, ...constants });
    this.indices.set(indices, this.taken);
    this.sizes.push(indices.length);
    this.taken += indices.length;
  }

  clear(): void {
    this.sizes.length = 0;
    this.taken = 0;
  }
}
