import { Measured, shifted } from './measured.ts';

describe('shifted', () => {
  const collected = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
    const all: Value[] = [];
    for await (const value of values) all.push(value);
    return all;
  };
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('takes what is measured up to the first that is not, in order', async () => {
    const [a, b, c] = [
      new Measured(Promise.resolve('a')),
      pending<string>(),
      new Measured(Promise.resolve('c')),
    ];
    await turn();
    const measuring = [a, b.measured, c];
    expect(await collected(shifted(measuring, false))).toEqual(['a']);
    expect(measuring).toEqual([b.measured, c]);
    b.resolve('b');
    await turn();
    expect(await collected(shifted(measuring, false))).toEqual(['b', 'c']);
    expect(measuring).toEqual([]);
  });

  it('waits for the rest on demand', async () => {
    const late = pending<string>();
    const measuring = [late.measured, new Measured(Promise.resolve('second'))];
    const all = collected(shifted(measuring, true));
    late.resolve('first');
    expect(await all).toEqual(['first', 'second']);
  });

  it('throws what measuring throws, when its turn comes', async () => {
    const measuring = [
      new Measured(Promise.resolve('a')),
      new Measured<string>(Promise.reject(new Error('no disk'))),
    ];
    await turn();
    const values = shifted(measuring, false);
    expect((await values.next()).value).toBe('a');
    await expectAsync(values.next()).toBeRejectedWithError('no disk');
  });

  it('throws the signal’s reason while it waits', async () => {
    const controller = new AbortController();
    const all = collected(shifted([pending<string>().measured], true, controller.signal));
    controller.abort(new Error('interrupted'));
    await expectAsync(all).toBeRejectedWithError('interrupted');
  });
});

function pending<Value>(): {
  readonly measured: Measured<Value>;
  readonly resolve: (value: Value) => void;
} {
  let resolve: (value: Value) => void = () => undefined;
  const measured = new Measured(new Promise<Value>((fulfil) => (resolve = fulfil)));
  return { measured, resolve };
}
