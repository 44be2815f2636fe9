import {
  BLANK_DRAWING,
  perceptronSpec,
  UNCALIBRATED,
  type Drawing,
  type Judgement,
  type PackedWeights,
} from '#model';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { nextTask } from '../../../platform/testing/next-task.ts';
import type { Film, KeptCheckpoint } from '../shared/inference-protocol.ts';
import { FilmAnswers, type FilmSheet } from './film-answers.ts';

const FILM: Film = { key: 'a', network: perceptronSpec([784, 10]), calibration: UNCALIBRATED };
const PACKED: PackedWeights = [];
const QUIET_MS = 400;

const drawing = (): Drawing => ({ ...BLANK_DRAWING });
const reads = (digit: number): Judgement => ({ kind: 'digit', digit, probability: 1 });

describe('FilmAnswers', () => {
  let clock: ManualClock;
  /** What the worker keeps: checkpoint `i` reads `i`. */
  let kept: KeptCheckpoint[];
  /** What the page was asked for, in order. */
  let log: string[];
  let absent: number[];
  let beforeAnswer: () => Promise<void>;
  let answers: FilmAnswers;

  beforeEach(() => {
    clock = new ManualClock();
    kept = [];
    log = [];
    absent = [];
    beforeAnswer = () => Promise.resolve();
    answers = new FilmAnswers({
      clock,
      judgeFilm: async (key, signal) => {
        log.push('judge');
        await beforeAnswer();
        signal.throwIfAborted();
        const mine = kept.filter(({ film }) => film.key === key);
        return new Map(mine.map(({ index }) => [index, reads(index)]));
      },
      keep: (checkpoint) => {
        log.push(`keep ${checkpoint.index}`);
        kept.push(checkpoint);
        return Promise.resolve();
      },
      packed: (index) => {
        log.push(`read ${index}`);
        return Promise.resolve(absent.includes(index) ? undefined : PACKED);
      },
    });
  });

  const sheetOf = (changes: Partial<FilmSheet> = {}): FilmSheet => ({
    drawing: FIRST,
    isPrepared: true,
    film: FILM,
    count: 4,
    stored: new Set([0, 1, 2, 3]),
    ...changes,
  });
  const FIRST = drawing();
  const indices = (): number[] => [...answers.judgements().keys()].sort((a, b) => a - b);

  /** Follows a sheet until everything has been done about it. */
  async function settle(sheet: FilmSheet | undefined): Promise<void> {
    answers.follow(sheet);
    clock.pass(QUIET_MS);
    await nextTask();
  }

  it('come when the pen has been up for a while, from every stored checkpoint, newest first', async () => {
    answers.follow(sheetOf({ stored: new Set([0, 2, 3]) }));
    clock.pass(QUIET_MS - 1);
    await nextTask();
    expect(log).toEqual([]);
    clock.pass(1);
    await nextTask();
    expect(log).toEqual([
      'judge',
      'read 3',
      'keep 3',
      'read 2',
      'keep 2',
      'read 0',
      'keep 0',
      'judge',
    ]);
    expect(indices()).toEqual([0, 2, 3]);
    expect(answers.judgements().get(2)).toEqual(reads(2));
  });

  it('ask the worker once for the next drawing: it has the weights', async () => {
    await settle(sheetOf());
    log.length = 0;
    await settle(sheetOf({ drawing: drawing() }));
    expect(log).toEqual(['judge']);
    expect(indices()).toEqual([0, 1, 2, 3]);
  });

  it('bring a worker that has died and forgotten everything its weights again', async () => {
    await settle(sheetOf());
    kept = [];
    await settle(undefined);
    await settle(sheetOf());
    expect(indices()).toEqual([0, 1, 2, 3]);
  });

  for (const [name, changes] of [
    ['another drawing', { drawing: drawing() }],
    ['another preparation', { isPrepared: false }],
    ['another export or calibration', { film: { ...FILM, key: 'b' } }],
  ] as const) {
    it(`are dropped at once for ${name}, and come again`, async () => {
      await settle(sheetOf());
      answers.follow(sheetOf(changes));
      expect(indices()).toEqual([]);
      clock.pass(QUIET_MS);
      await nextTask();
      expect(indices()).toEqual([0, 1, 2, 3]);
    });
  }

  it('are dropped at once when the pen goes down', async () => {
    await settle(sheetOf());
    answers.follow(undefined);
    expect(indices()).toEqual([]);
    clock.pass(10 * QUIET_MS);
    await nextTask();
    expect(indices()).toEqual([]);
  });

  it('of a drawing that goes on meanwhile never arrive, nor are further weights read for them', async () => {
    let answer = (): void => undefined;
    beforeAnswer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await settle(sheetOf());
    expect(log).toEqual(['judge']);
    answers.follow(undefined);
    answer();
    await nextTask();
    expect([log, indices()]).toEqual([['judge'], []]);
  });

  it('wait for the pen anew with every stroke', async () => {
    for (let stroke = 0; stroke < 5; stroke++) {
      answers.follow(sheetOf({ drawing: drawing() }));
      clock.pass(QUIET_MS - 1);
      answers.follow(undefined);
      clock.pass(50);
    }
    await nextTask();
    expect(log).toEqual([]);
  });

  it('are joined by those of checkpoints that are stored later, and stay meanwhile', async () => {
    await settle(sheetOf({ stored: new Set([3]) }));
    expect(indices()).toEqual([3]);
    answers.follow(sheetOf({ stored: new Set([3, 2]) }));
    answers.follow(sheetOf({ stored: new Set([3, 2, 1]) }));
    expect(indices()).toEqual([3]);
    log.length = 0;
    clock.pass(QUIET_MS);
    await nextTask();
    expect(log).toEqual(['judge', 'read 2', 'keep 2', 'read 1', 'keep 1', 'judge']);
    expect(indices()).toEqual([1, 2, 3]);
  });

  it('include what was stored while others were worked out', async () => {
    let answer = (): void => undefined;
    beforeAnswer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await settle(sheetOf({ stored: new Set([3]) }));
    answers.follow(sheetOf({ stored: new Set([3, 2]) }));
    beforeAnswer = () => Promise.resolve();
    answer();
    await nextTask();
    expect(indices()).toEqual([3]);
    clock.pass(QUIET_MS);
    await nextTask();
    expect(indices()).toEqual([2, 3]);
  });

  it('leave out weights that are gone', async () => {
    absent = [1, 7];
    await settle(sheetOf({ count: 8, stored: new Set([0, 1, 6, 7]) }));
    expect(indices()).toEqual([0, 6]);
  });

  it('do nothing as long as nothing changes', async () => {
    const sheet = sheetOf();
    await settle(sheet);
    log.length = 0;
    await settle({ ...sheet });
    expect([log, clock.delays]).toEqual([[], []]);
  });

  it('keep 16 MiB of a long film, evenly spread with both its ends, and nothing of an immense one', async () => {
    const stored = new Set(Array.from({ length: 300 }, (_, index) => index));
    // 784 · 512 + 512 · 10 weights and 522 biases are 407,050 numbers of two bytes: 20 of them.
    const large = { ...FILM, network: perceptronSpec([784, 512, 10]) };
    await settle(sheetOf({ film: large, count: 300, stored }));
    const found = indices();
    expect([found.length, found[0], found[1], found.at(-1)]).toEqual([20, 0, 16, 299]);
    const immense = { ...FILM, key: 'b', network: perceptronSpec([784, 2048, 2048, 2048, 10]) };
    await settle(sheetOf({ film: immense, count: 300, stored }));
    expect(indices()).toEqual([]);
  });
});
