import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DEFAULT_BRUSH, perceptronSpec, type NeuronId } from '#model';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import type { Saying } from '../../network/saying.ts';
import type { SceneState } from '../../features/scene/scene-context.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { StageAreas } from '../../layout/stage-areas.ts';
import { CLOCK } from '../../platform/clock.ts';
import { PersistedSettings } from '../../platform/persisted.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { ReadingSession } from './reading-session.ts';
import { ReadingStory } from './reading-story.ts';

const SIZES = [784, 8, 6, 10];
const NETWORK = perceptronSpec(SIZES);
const WEIGHTS = NETWORK.layers.map(({ inputs, outputs }) => ({
  weights: new Float32Array(inputs * outputs).fill(-0.1),
  biases: new Float32Array(outputs),
}));
const ACTIVATIONS = {
  image: new Float32Array(784).fill(1),
  layers: SIZES.slice(1).map((size) => ({
    preActivations: new Float32Array(size).fill(1),
    activations: new Float32Array(size).fill(1),
  })),
  logits: Float32Array.of(0, 0, 0, 9, 0, 0, 0, 0, 5, 0),
  probabilities: new Float32Array(10),
  relevances: SIZES.map((size) => new Float32Array(size).fill(1)),
};
/** A moment of each phase of a story with three dense layers, milliseconds after the stroke. */
const MOMENTS = [10, 300, 700, 1000, 1400, 1700, 1800, 2050];

describe('ReadingStory', () => {
  let clock: ManualClock;
  let store: DrawingStore;
  let story: ReadingStory;
  const session = {
    activations: signal<typeof ACTIVATIONS | undefined>(undefined),
    network: signal({ network: NETWORK, weights: WEIGHTS }),
    saying: signal<Saying>({ kind: 'blank' }),
    selection: signal<NeuronId | undefined>(undefined),
    isPenDown: signal(false).asReadonly(),
  };
  const state = signal<SceneState>('ok');

  function start(isMotionReduced = false): void {
    clock = new ManualClock();
    session.activations.set(undefined);
    session.saying.set({ kind: 'blank' });
    session.selection.set(undefined);
    state.set('ok');
    spyOn(window, 'matchMedia').and.returnValue(
      Object.assign(new EventTarget(), { matches: isMotionReduced }) as unknown as MediaQueryList,
    );
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        DrawingStore,
        StageAreas,
        ReadingStory,
        { provide: CLOCK, useValue: clock },
        { provide: ReadingSession, useValue: session },
      ],
    });
    store = TestBed.inject(DrawingStore);
    session.isPenDown = store.isPenDown;
    story = TestBed.inject(ReadingStory);
    TestBed.runInInjectionContext(() => {
      story.start(signal({ state }));
    });
    TestBed.tick();
  }

  afterEach(() => {
    TestBed.inject(PersistedSettings).resetAll();
  });

  function penDown(): void {
    const point = { x: 5, y: 5, pressure: 0.5 };
    store.dispatch({ kind: 'begin', point, brush: DEFAULT_BRUSH });
    TestBed.tick();
  }
  function penUp(): void {
    store.dispatch({ kind: 'lift' });
    session.activations.set(ACTIVATIONS);
    session.saying.set({ kind: 'digit', digit: 3, probability: 0.95 });
    TestBed.tick();
  }
  function stroke(): void {
    penDown();
    penUp();
  }
  const press = (key: string): void => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    TestBed.tick();
  };
  /** Whether the page shows all there is: no story, no walk. */
  const isFinal = (): boolean => {
    const { story: run, focus, pointedAt } = story.telling();
    return story.phase() === undefined && !story.isAnswerComing() && !run && !focus && !pointedAt;
  };

  it('tells of a stroke from its end on, and keeps the answer back until it is its turn', () => {
    start();
    expect(isFinal()).toBeTrue();
    stroke();
    const coming = [0, 249, 1, 1499, 1].map((ms) => {
      clock.pass(ms);
      return story.isAnswerComing();
    });
    expect(coming).toEqual([false, false, true, true, false]);
    clock.pass(350);
    expect(isFinal()).toBeTrue();
    expect(clock.delays).toEqual([]);
  });

  it('shows all there is as soon as the pen comes down, at any moment of story, replay and walk', () => {
    start();
    const beginnings: readonly (() => void)[] = [
      stroke,
      () => {
        story.replay();
      },
      () => {
        story.explain();
      },
    ];
    stroke();
    for (const begin of beginnings) {
      for (const ms of [...MOMENTS, 5000, 9000, 14_000]) {
        begin();
        clock.pass(ms);
        TestBed.tick();
        const strokes = store.drawing().strokes.length;
        // No time passes here: well within 80 ms.
        penDown();
        expect(isFinal())
          .withContext(`${beginnings.indexOf(begin)} at ${ms}`)
          .toBeTrue();
        expect(clock.delays).toEqual([]);
        expect(store.drawing().strokes.length).toBe(strokes + 1);
        penUp();
      }
    }
  });

  it('shows all there is when a neuron is picked, another network reads, or a change is undone', () => {
    start();
    for (const change of [
      () => {
        session.selection.set({ layer: 1, neuron: 2 });
      },
      () => {
        session.network.set({ network: NETWORK, weights: WEIGHTS });
      },
      () => {
        store.dispatch({ kind: 'undo' });
      },
    ]) {
      stroke();
      clock.pass(900);
      expect(story.phase()).toBe('way');
      change();
      TestBed.tick();
      expect(story.phase()).toBeUndefined();
    }
  });

  it('tells it again on request, by the key W too, but not of blank paper', () => {
    start();
    story.replay();
    press('w');
    expect([story.canReplay(), isFinal()]).toEqual([false, true]);
    stroke();
    clock.pass(3000);
    for (const ask of [
      () => {
        story.replay();
      },
      () => {
        press('w');
      },
    ]) {
      expect(isFinal()).toBeTrue();
      ask();
      // At once: nobody waits for a second stroke.
      expect([story.phase(), story.telling().story?.startMs]).toEqual(['way', clock.now() - 250]);
      clock.pass(3000);
    }
  });

  it('leaves W alone where text is typed', () => {
    start();
    stroke();
    clock.pass(3000);
    const field = document.createElement('textarea');
    document.body.append(field);
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', bubbles: true }));
    field.remove();
    expect(isFinal()).toBeTrue();
  });

  it('shows all there is at once with reduced motion', () => {
    start(true);
    stroke();
    expect([story.phase(), story.canReplay(), story.question()]).toEqual([
      undefined,
      false,
      'Why 3?',
    ]);
  });

  it('is as fast as the setting says', () => {
    start();
    TestBed.inject(SceneSettings).change({ storyPace: 'off' });
    stroke();
    expect(story.phase()).toBeUndefined();
    TestBed.inject(SceneSettings).change({ storyPace: 'slow' });
    stroke();
    clock.pass(2.5 * 1749);
    expect(story.phase()).toBe('way');
    clock.pass(2.5);
    expect(story.phase()).toBe('answer');
    expect(story.durations()).toEqual({ turn: 375, paperAfter: 125, paper: 750, numeral: 450 });
  });

  it('tells nothing without a picture of it', () => {
    start();
    state.set('lost');
    stroke();
    expect([story.phase(), story.canReplay(), story.question()]).toEqual([
      undefined,
      false,
      undefined,
    ]);
  });

  it('asks why of a digit and of doubt, and nothing of blank paper or of what is no digit', () => {
    start();
    expect(story.question()).toBeUndefined();
    stroke();
    expect(story.question()).toBe('Why 3?');
    session.saying.set({ kind: 'unsure', digits: [9, 4] });
    expect(story.question()).toBe('Why not sure?');
    for (const kind of ['notADigit', 'unfinished', 'blank'] as const) {
      session.saying.set({ kind });
      expect(story.question()).withContext(kind).toBeUndefined();
    }
  });

  it('walks in place of the story, keeps the answer back until the votes, and ends without an answer', () => {
    start();
    stroke();
    clock.pass(900);
    story.explain();
    expect([story.phase(), story.walk.index()]).toEqual([undefined, 0]);
    expect(story.telling().focus?.layers).toEqual([1, 0.25, 0.25, 0.25]);
    const coming = [0, 1, 2, 3, 4].map((index) => {
      if (index > 0) story.walk.step(1);
      return story.isAnswerComing();
    });
    expect(coming).toEqual([true, true, true, false, false]);
    session.saying.set({ kind: 'notADigit' });
    TestBed.tick();
    expect(isFinal()).toBeTrue();
    story.explain(2);
    expect(isFinal()).toBeTrue();
    session.saying.set({ kind: 'digit', digit: 3, probability: 0.9 });
    story.explain(2);
    expect([story.walk.stop()?.layer, story.walk.isHeld()]).toEqual([2, true]);
  });
});
