import { ManualClock } from './manual-clock.ts';

describe('ManualClock', () => {
  let clock: ManualClock;
  let log: string[];
  const note = (name: string) => (): void => {
    log.push(`${name} ${clock.now()}`);
  };

  beforeEach(() => {
    clock = new ManualClock();
    log = [];
  });

  it('fires timers in the order of their times, even those set meanwhile', () => {
    clock.after(30, note('c'));
    clock.after(10, () => {
      note('a')();
      clock.after(10, note('b'));
    });
    clock.after(50, note('d'));
    expect([clock.delays, log]).toEqual([[30, 10, 50], []]);
    clock.pass(49);
    expect([clock.now(), log]).toEqual([49, ['a 10', 'b 20', 'c 30']]);
    clock.pass(1);
    expect(log.at(-1)).toBe('d 50');
  });

  it('does not fire cancelled timers, even when another timer cancels them', () => {
    const cancel = clock.after(20, note('b'));
    clock.after(10, () => {
      cancel();
    });
    clock.after(10, note('a'))();
    clock.elapse();
    clock.pass(100);
    expect([log, clock.delays]).toEqual([[], []]);
  });

  it('fires all timers that are set, but not those that they set', () => {
    const again = (): void => {
      note('a')();
      clock.after(10, again);
    };
    again();
    clock.after(25, note('b'));
    clock.elapse();
    expect([log, clock.now(), clock.delays]).toEqual([['a 0', 'a 10', 'b 25'], 25, [10]]);
    // It is overdue by now.
    clock.pass(0);
    expect(log.at(-1)).toBe('a 25');
  });

  it('runs a frame after the timers, once per request', () => {
    const frame = (nowMs: number): void => {
      log.push(`frame ${nowMs}`);
      clock.requestFrame(frame);
    };
    clock.requestFrame(frame);
    clock.cancelFrame(clock.requestFrame(note('never')));
    clock.after(10, note('a'));
    clock.pass(16);
    clock.pass(16);
    expect(log).toEqual(['a 10', 'frame 16', 'frame 32']);
  });

  it('has a time of day that changes separately, as by sleep or by hand', () => {
    const before = clock.wallTime();
    clock.pass(5);
    clock.shiftWallTime(1000);
    expect([clock.wallTime() - before, clock.now()]).toEqual([1005, 5]);
    clock.shiftWallTime(-2000);
    expect([clock.wallTime() - before, clock.now()]).toEqual([-995, 5]);
  });
});
