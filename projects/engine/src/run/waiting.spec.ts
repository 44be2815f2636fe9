import { letOthersRun, orAborted } from './waiting.ts';

describe('orAborted', () => {
  it('gives what was promised', async () => {
    const { signal } = new AbortController();
    expect(await orAborted(Promise.resolve(5), signal)).toBe(5);
    expect(await orAborted(Promise.resolve(6))).toBe(6);
  });

  it('lets go of the signal afterwards', async () => {
    const { signal } = new AbortController();
    const added = spyOn(signal, 'addEventListener').and.callThrough();
    const removed = spyOn(signal, 'removeEventListener').and.callThrough();
    await orAborted(Promise.resolve(5), signal);
    await expectAsync(orAborted(Promise.reject(new Error('no')), signal)).toBeRejected();
    const pairs = added.calls.allArgs().map(([type, listener]) => [type, listener]);
    expect(pairs.length).toBe(2);
    expect(removed.calls.allArgs().map(([type, listener]) => [type, listener])).toEqual(pairs);
  });

  it('throws the reason when the signal comes first', async () => {
    const controller = new AbortController();
    const waiting = orAborted(new Promise(() => undefined), controller.signal);
    controller.abort(new Error('interrupted'));
    await expectAsync(waiting).toBeRejectedWithError('interrupted');
  });

  it('leaves no failure behind that nobody hears of', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const promise = new Promise<never>((_, reject) => (fail = reject));
    const waiting = orAborted(promise, AbortSignal.abort(new Error('interrupted')));
    await expectAsync(waiting).toBeRejectedWithError('interrupted');
    // Jasmine fails a spec in which a rejection is not handled.
    fail(new Error('closed'));
    await letOthersRun();
  });
});
