import { readField } from '../memory-record.ts';
import { StepCounter } from '../optimizer.ts';
import { GPU_STEP, STEP_STRIDE_BYTES } from './bindings.wgsl.ts';
import { StepQueue } from './step-queue.ts';

const constants = new StepCounter({
  kind: 'adam',
  beta1: 0.5,
  beta2: 0.75,
  epsilon: 0.125,
  weightDecay: 1,
}).next(0.25);

describe('StepQueue', () => {
  it('keeps steps one behind the other, as the kernels read them', () => {
    const queue = new StepQueue({ stepsAtOnce: 3, slots: 9 });
    queue.add(Uint32Array.of(4, 5, 6), constants);
    queue.add(Uint32Array.of(7, 8), constants);
    expect([...queue.indices.subarray(0, queue.images)]).toEqual([4, 5, 6, 7, 8]);
    expect(queue.sizes).toEqual([3, 2]);
    const memory = new DataView(queue.constants);
    const field = (name: keyof typeof GPU_STEP) =>
      readField(memory, STEP_STRIDE_BYTES, GPU_STEP, name);
    expect([field('size'), field('firstSlot')]).toEqual([2, 3]);
    expect([field('beta1'), field('beta2'), field('epsilon')]).toEqual([0.5, 0.75, 0.125]);
    // 0.25 / (1 - 0.5), 1 / sqrt(1 - 0.75), 1 - 0.25 * 1, no average: all of it.
    expect([field('stepSize'), field('rootCorrection')]).toEqual([0.5, 2]);
    expect([field('decay'), field('averagingShare')]).toEqual([0.75, 1]);
    expect(queue.isFull).toBeFalse();
    queue.add(Uint32Array.of(1), constants);
    expect(queue.isFull).toBeTrue();
  });

  it('begins again when cleared', () => {
    const queue = new StepQueue({ stepsAtOnce: 1, slots: 2 });
    queue.add(Uint32Array.of(4, 5), constants);
    queue.clear();
    expect([queue.images, queue.sizes.length, queue.isFull]).toEqual([0, 0, false]);
    queue.add(Uint32Array.of(9), constants);
    expect([...queue.indices.subarray(0, 1)]).toEqual([9]);
  });
});
