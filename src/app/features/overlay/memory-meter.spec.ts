import { memoryMeter } from './memory-meter.ts';

describe('memoryMeter', () => {
  async function reported(sources: Parameters<typeof memoryMeter>[0]): Promise<number[]> {
    const bytes: number[] = [];
    await memoryMeter(sources)((count) => bytes.push(count));
    return bytes;
  }

  it('reports the heap at once, and the total once it is measured', async () => {
    expect(
      await reported({
        memory: { usedJSHeapSize: 5 },
        measureUserAgentSpecificMemory: () => Promise.resolve({ bytes: 9 }),
      }),
    ).toEqual([5, 9]);
  });

  it('reports what is available in browsers that measure less', async () => {
    expect(await reported({})).toEqual([]);
    expect(
      await reported({
        memory: { usedJSHeapSize: 5 },
        measureUserAgentSpecificMemory: () =>
          Promise.reject(new DOMException('not isolated', 'SecurityError')),
      }),
    ).toEqual([5]);
  });

  it('does not hide other errors', async () => {
    const broken = {
      measureUserAgentSpecificMemory: () => Promise.reject(new TypeError('no function')),
    };
    await expectAsync(reported(broken)).toBeRejectedWithError(TypeError, 'no function');
  });
});
