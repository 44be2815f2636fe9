import { memoryMeter } from './memory-meter.ts';

describe('memoryMeter', () => {
  async function told(sources: Parameters<typeof memoryMeter>[0]): Promise<number[]> {
    const bytes: number[] = [];
    await memoryMeter(sources)((told) => bytes.push(told));
    return bytes;
  }

  it('tells the heap at once, and the whole when it is measured', async () => {
    expect(
      await told({
        memory: { usedJSHeapSize: 5 },
        measureUserAgentSpecificMemory: () => Promise.resolve({ bytes: 9 }),
      }),
    ).toEqual([5, 9]);
  });

  it('tells what there is where a browser knows less', async () => {
    expect(await told({})).toEqual([]);
    expect(
      await told({
        memory: { usedJSHeapSize: 5 },
        measureUserAgentSpecificMemory: () =>
          Promise.reject(new DOMException('not isolated', 'SecurityError')),
      }),
    ).toEqual([5]);
  });
});
