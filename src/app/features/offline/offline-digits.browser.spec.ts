import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DigitDownload, type DigitsState } from '../../network/library/client/digit-download.ts';
import { ShardDownload, type DownloadState } from '../../network/weights/client/shard-download.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { nextTask } from '../../platform/testing/next-task.ts';
import { OfflineDigits } from './offline-digits.ts';
import { until } from '../../platform/testing/until.ts';

describe('OfflineDigits', () => {
  const checkpoints = signal<DownloadState>('running');
  const starter = signal<DigitsState>('unknown');
  const problem = signal<WeightsFailure | undefined>(undefined);
  /** What becomes of each request. */
  let outcomes: (readonly [DigitsState, WeightsFailure | undefined])[];
  let asked: string[];
  let looked: string[];
  let clock: ManualClock;
  let digits: OfflineDigits;

  const unreachable = new WeightsFailure({ message: 'no server', isUnreachable: true });
  const missing = new WeightsFailure({
    message: 'not there',
    format: ['list.json', 'HTTP status', '200', '404'],
    isUnreachable: true,
    arrival: { kind: 'status', status: 404 },
  });
  const full = new WeightsFailure({ message: 'no room', isUnreachable: false, storage: 'full' });

  beforeEach(() => {
    checkpoints.set('running');
    starter.set('unknown');
    problem.set(undefined);
    [outcomes, asked, looked] = [[], [], []];
    const look = (): Promise<void> => {
      looked.push(starter());
      return Promise.resolve();
    };
    clock = new ManualClock();
    const bring = (wanted: string): Promise<void> => {
      asked.push(wanted);
      const [state, failure] = outcomes.shift() ?? ['here', undefined];
      starter.set(state);
      problem.set(failure);
      return Promise.resolve();
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: ShardDownload, useValue: { state: checkpoints } },
        { provide: DigitDownload, useValue: { starter, problem, look, bring } },
        { provide: CLOCK, useValue: clock },
      ],
    });
    digits = TestBed.inject(OfflineDigits);
    digits.start();
    TestBed.tick();
  });

  /** Waits for so many requests, and for what becomes of the last one. */
  const requests = async (count: number): Promise<void> => {
    await until(() => asked.length >= count);
    await nextTask();
  };
  const done = async (): Promise<void> => {
    checkpoints.set('done');
    TestBed.tick();
    await requests(1);
  };

  it('come when all checkpoints are here', async () => {
    expect(asked).toEqual([]);
    await done();
    expect(asked).toEqual(['starter']);
    expect(digits.state()).toBe('here');
  });

  it('are asked for again only when they are gone, as after a deletion', async () => {
    await done();
    const again = async (): Promise<void> => {
      checkpoints.set('running');
      TestBed.tick();
      const { length } = looked;
      checkpoints.set('done');
      TestBed.tick();
      await until(() => looked.length > length);
      await nextTask();
    };
    await again();
    expect(asked.length).toBe(1);
    starter.set('missing');
    await again();
    expect([asked.length, digits.state()]).toEqual([2, 'here']);
  });

  it('wait for the network, and are asked for again', async () => {
    outcomes = [
      ['failed', unreachable],
      ['failed', unreachable],
    ];
    await done();
    expect(digits.state()).toBe('waiting');
    clock.pass(1000);
    await requests(2);
    expect([asked.length, digits.state()]).toEqual([2, 'waiting']);
    clock.pass(2000);
    await requests(3);
    expect([asked.length, digits.state()]).toEqual([3, 'here']);
    clock.pass(60_000);
    expect(asked.length).toBe(3);
  });

  it('name the file that a server does not have', async () => {
    outcomes = [['failed', missing]];
    await done();
    expect(digits.state()).toBe('blocked');
    expect(digits.problems()).toEqual([
      { file: 'list.json', arrival: { kind: 'status', status: 404 } },
    ]);
  });

  it('are given up where there is no room', async () => {
    outcomes = [['failed', full]];
    await done();
    expect(digits.state()).toBe('full');
    expect(digits.problems()).toEqual([]);
    clock.pass(60_000);
    expect(asked.length).toBe(1);
  });
});
