import { atOnce, inTurns, type Steps, type TurnClock } from './in-turns.ts';

describe('work in steps', () => {
  let ms = 0;
  let turns: number[] = [];
  let tidied = false;
  beforeEach(() => {
    ms = 0;
    turns = [];
    tidied = false;
  });
  const clock: TurnClock = {
    now: () => ms,
    letOthersRun: () => {
      turns.push(ms);
      ms += 1000; // What others do meanwhile.
      return Promise.resolve();
    },
  };

  /** A hundred steps of 10 ms. */
  function* work(onStep: (step: number) => void = () => undefined): Steps<string> {
    try {
      for (let step = 1; step <= 100; step++) {
        ms += 10;
        onStep(step);
        yield;
      }
      return 'done';
    } finally {
      tidied = true;
    }
  }

  it('is done without a turn for others', () => {
    expect(atOnce(work())).toBe('done');
    expect(ms).toBe(1000);
  });

  it('gives others a turn every 25 ms', async () => {
    expect(await inTurns(work(), undefined, clock)).toBe('done');
    expect(turns.length).toBe(33);
    expect(turns.slice(0, 3)).toEqual([30, 1060, 2090]);
  });

  it('ends in the step in which it is aborted, tidied up, with the reason', async () => {
    const controller = new AbortController();
    let steps = 0;
    const aborting = work((step) => {
      steps = step;
      if (step === 40) controller.abort(new Error('interrupted'));
    });
    await expectAsync(inTurns(aborting, controller.signal, clock)).toBeRejectedWithError(
      'interrupted',
    );
    expect(steps).toBe(40);
    expect(tidied).toBeTrue();
  });

  it('does not begin where it was aborted before', async () => {
    const began = jasmine.createSpy();
    const signal = AbortSignal.abort(new Error('before'));
    await expectAsync(inTurns(work(began), signal, clock)).toBeRejectedWithError('before');
    expect(began).not.toHaveBeenCalled();
  });

  it('lets timers run meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    const until = performance.now() + 200;
    function* busy(): Steps<void> {
      while (performance.now() < until) yield;
    }
    await inTurns(busy());
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(1);
  });
});
