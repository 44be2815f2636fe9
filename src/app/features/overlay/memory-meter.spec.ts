import { memoryMeter } from './memory-meter.ts';

describe('memoryMeter', () => {
  async function reported(sources: Parameters<typeof memoryMeter>[0]): Promise<number[]> {
    const bytes: number[] = [];
    await memoryMeter(sources)((count) => bytes.push(count));
    return bytes;
  }

  it('tells the heap at once, and the whole when it is measured', async () => {
    expect(
      await reported({
        memory: { usedJSHeapSize: 5 },
        measureUserAgentSpecificMemory: () => Promise.resolve({ bytes: 9 }),
      }),
    ).toEqual([5, 9]);
  });

  it('tells what there is where a browser knows less', async () => {
    expect(await reported({})).toEqual([]);
    expect(
      await reported({
        memory: { usedJSHeapSize: 5 },
        measureUserAgentSpecificMemory: () =>
          Promise.reject(new DOMException('not isolated', 'SecurityError')),
      }),
    ).toEqual([5]);
  });
});
