import { keepWorkingUnheard, type ListenedOutput } from './closed-output.ts';

describe('keepWorkingUnheard', () => {
  function heard(...codes: string[]): string[] {
    const listeners: ((error: NodeJS.ErrnoException) => void)[] = [];
    const output: ListenedOutput = { on: (_event, listener) => listeners.push(listener) };
    const told: string[] = [];
    keepWorkingUnheard([output, output], (text) => told.push(text));
    expect(listeners.length).toBe(2);
    for (const code of codes) {
      for (const listener of listeners) listener(Object.assign(new Error(code), { code }));
    }
    return told;
  }

  it('says nothing when nobody reads any more', () => {
    expect(heard('EPIPE', 'ERR_STREAM_DESTROYED', 'EOF', 'ECONNRESET', 'EIO')).toEqual([]);
  });

  it('tells what else keeps output from being written', () => {
    expect(heard('ENOSPC')).toEqual(['output: ENOSPC', 'output: ENOSPC']);
  });
});
