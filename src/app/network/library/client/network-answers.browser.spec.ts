import { FormatError } from '#model';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../../platform/clock.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { nextTask } from '../../../platform/testing/next-task.ts';
import type { NetworkAnswer } from '../shared/library-network.ts';
import { LibraryService } from './library-service.ts';
import { networkAnswers } from './network-answers.ts';

type Answers = ReadonlyMap<string, NetworkAnswer>;

describe('networkAnswers', () => {
  const SEVEN: Answers = new Map([['a', { digit: 7, probability: 0.9, isDigit: true }]]);
  const NOTHING: Answers = new Map();

  function follow(answer: () => Promise<Answers>) {
    const clock = new ManualClock();
    const asked: { image: Float32Array; signal: AbortSignal }[] = [];
    const answers = (image: Float32Array, signal: AbortSignal) => {
      asked.push({ image, signal });
      return answer();
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: CLOCK, useValue: clock },
        { provide: LibraryService, useValue: { answers } },
      ],
    });
    const image = signal<Float32Array | undefined>(undefined);
    const read = TestBed.runInInjectionContext(() => networkAnswers(image));
    /** Draws, and leaves it alone for so long. */
    const draw = async (ink: Float32Array | undefined, milliseconds: number) => {
      image.set(ink);
      TestBed.tick();
      clock.pass(milliseconds);
      await nextTask();
    };
    return { asked, read, draw };
  }

  it('asks when a drawing has been left alone, and never for one that went on', async () => {
    const [first, second] = [new Float32Array(784), new Float32Array(784)];
    const { asked, read, draw } = follow(() => Promise.resolve(SEVEN));
    await draw(first, 149);
    expect([asked.length, read()]).toEqual([0, NOTHING]);
    await draw(second, 150);
    expect(asked.map(({ image }) => image === second)).toEqual([true]);
    expect(read()).toEqual(SEVEN);
  });

  it('has no answers for a blank paper', async () => {
    const { read, draw } = follow(() => Promise.resolve(SEVEN));
    await draw(new Float32Array(784), 150);
    expect(read()).toEqual(SEVEN);
    await draw(undefined, 150);
    expect(read()).toEqual(NOTHING);
  });

  it('gives up what is asked for a drawing that has changed', async () => {
    const answers: ((found: Answers) => void)[] = [];
    const { asked, read, draw } = follow(() => new Promise((resolve) => answers.push(resolve)));
    await draw(new Float32Array(784), 150);
    await draw(undefined, 0);
    expect(asked[0]?.signal.aborted).toBeTrue();
    expect(read()).toEqual(NOTHING);
  });

  it('has none where networks cannot be read', async () => {
    const outcomes = [
      Promise.resolve(SEVEN),
      Promise.reject(new FormatError('w.json', 'weights', 'numbers', 'none')),
    ];
    const { read, draw } = follow(() => outcomes.shift() ?? Promise.resolve(SEVEN));
    await draw(new Float32Array(784), 150);
    expect(read()).toEqual(SEVEN);
    await draw(new Float32Array(784), 150);
    expect(read()).toEqual(NOTHING);
  });
});
