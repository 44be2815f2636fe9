import { FRAME_MS, nextStep, SPEEDS, speedAfter } from './playback.ts';

describe('nextStep', () => {
  it('goes to the next checkpoint once this one was shown long enough', () => {
    expect(nextStep({ position: 3, shown: 3, last: 34, shownForMs: 0 }, 1)).toEqual({
      kind: 'show',
      index: 4,
      afterMs: FRAME_MS,
    });
    expect(nextStep({ position: 3, shown: 3, last: 34, shownForMs: FRAME_MS - 50 }, 1)).toEqual({
      kind: 'show',
      index: 4,
      afterMs: 50,
    });
  });

  it('plays at double and half speed on request', () => {
    const frame = { position: 0, shown: 0, last: 2, shownForMs: 0 };
    expect(nextStep(frame, 2)).toEqual({ kind: 'show', index: 1, afterMs: FRAME_MS / 2 });
    expect(nextStep(frame, 0.5)).toEqual({ kind: 'show', index: 1, afterMs: FRAME_MS * 2 });
  });

  it('waits for a checkpoint that has not arrived, however long, and skips none', () => {
    const frame = { position: 4, last: 34, shownForMs: 60_000 };
    expect(nextStep({ ...frame, shown: 3 }, 1)).toEqual({ kind: 'wait' });
    expect(nextStep({ ...frame, shown: undefined }, 2)).toEqual({ kind: 'wait' });
  });

  it('continues at once with a checkpoint that arrives late', () => {
    expect(nextStep({ position: 4, shown: 4, last: 34, shownForMs: 9999 }, 1)).toEqual({
      kind: 'show',
      index: 5,
      afterMs: 0,
    });
  });

  it('stops at the end', () => {
    expect(nextStep({ position: 34, shown: 34, last: 34, shownForMs: 0 }, 1).kind).toBe('end');
    expect(nextStep({ position: 0, shown: undefined, last: 0, shownForMs: 0 }, 1).kind).toBe('end');
  });
});

describe('speedAfter', () => {
  it('reaches every speed and returns to the first', () => {
    expect([speedAfter(1), speedAfter(2), speedAfter(0.5)]).toEqual([2, 0.5, 1]);
    expect(SPEEDS.length).toBe(3);
  });
});
