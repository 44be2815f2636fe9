import { BLANK_DRAWING, perceptronSpec, type Drawing, type NeuronId } from '#model';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from './clock.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { SessionKeeper } from './session-keeper.ts';

const DRAWING: Drawing = {
  strokes: [{ points: [{ x: 3, y: 4, pressure: 0.5 }], brush: { size: 2, strength: 1 } }],
};
const CHECKPOINTS = ['initial', '1x', '5x'].map((id, order) => ({
  id,
  order,
  label: id,
  kind: 'approx' as const,
  targetImages: 0,
  imagesSeen: 0,
  batchesSeen: 0,
  datasetPasses: 0,
  description: '',
  metrics: {},
  shard: { path: id },
}));

describe('SessionKeeper', () => {
  let clock: ManualClock;

  beforeEach(() => {
    clock = new ManualClock();
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    history.replaceState(null, '');
  });

  /** Loads the page; `arrive` delivers the network afterwards. */
  function load() {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: CLOCK, useValue: clock }] });
    const page = {
      drawing: signal<Drawing>(BLANK_DRAWING),
      isDrawing: signal(false),
      checkpoints: signal<typeof CHECKPOINTS>([]),
      position: signal(0),
      network: signal<ReturnType<typeof perceptronSpec> | undefined>(undefined),
      picked: signal<NeuronId | undefined>(undefined),
      show: (index: number): void => {
        page.position.set(index);
      },
    };
    const keeper = TestBed.inject(SessionKeeper);
    page.drawing.set(TestBed.runInInjectionContext(() => keeper.start(page)));
    TestBed.tick();
    const arrive = (length: number, hidden: number): void => {
      page.checkpoints.set(CHECKPOINTS.slice(0, length));
      page.position.set(length - 1);
      TestBed.tick();
      page.network.set(perceptronSpec([784, hidden, 10]));
      TestBed.tick();
    };
    return { page, keeper, arrive };
  }

  /** Leaves the page as a browser does. */
  const leave = (): void => {
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
  };

  function visit(): void {
    const { page, arrive } = load();
    arrive(3, 16);
    page.drawing.set(DRAWING);
    page.position.set(1);
    page.picked.set({ layer: 1, neuron: 12 });
    TestBed.tick();
  }

  it('restores everything; checkpoint and neuron once there is a network', () => {
    visit();
    leave();
    const { page, arrive } = load();
    expect(page.drawing()).toEqual(DRAWING);
    expect(page.picked()).toBeUndefined();
    arrive(3, 16);
    expect([page.position(), page.picked()]).toEqual([1, { layer: 1, neuron: 12 }]);
    // For the app in this folder only, not for copies beside it.
    const { pathname } = new URL('.', document.baseURI);
    expect(Object.keys(sessionStorage)).toEqual([`${pathname}:session`]);
  });

  it('keeps what has not been restored yet for another reload', () => {
    visit();
    leave();
    load();
    leave();
    const { page, arrive } = load();
    arrive(3, 16);
    expect([page.position(), page.picked()]).toEqual([1, { layer: 1, neuron: 12 }]);
  });

  it('leaves out what another network does not have', () => {
    visit();
    leave();
    const { page, arrive } = load();
    arrive(1, 4);
    expect(page.drawing()).toEqual(DRAWING);
    expect([page.position(), page.picked()]).toEqual([0, undefined]);
  });

  it('saves a while after a change, and when a stroke has ended', () => {
    const { page } = load();
    clock.elapse();
    page.drawing.set(DRAWING);
    page.isDrawing.set(true);
    TestBed.tick();
    expect(clock.delays).toEqual([500]);
    clock.elapse();
    expect(load().page.drawing()).toEqual(BLANK_DRAWING);
    const again = load();
    again.page.drawing.set(DRAWING);
    TestBed.tick();
    clock.elapse();
    expect(load().page.drawing()).toEqual(DRAWING);
  });

  it('forgets the session half an hour after the page was left', () => {
    visit();
    clock.shiftWallTime(3 * 60 * 60_000);
    leave();
    clock.shiftWallTime(29 * 60_000);
    expect(load().page.drawing()).toEqual(DRAWING);
    clock.shiftWallTime(60_000);
    expect(load().page.drawing()).toEqual(BLANK_DRAWING);
  });

  it('starts over, even with what has not been restored yet', () => {
    visit();
    leave();
    const { page, keeper } = load();
    page.drawing.set(BLANK_DRAWING);
    keeper.startAfresh();
    const next = load();
    next.arrive(3, 16);
    expect(next.page.drawing()).toEqual(BLANK_DRAWING);
    expect([next.page.position(), next.page.picked()]).toEqual([2, undefined]);
  });

  it('works when the browser stores nothing or has no space left', () => {
    visit();
    leave();
    const { page } = load();
    page.drawing.set({ strokes: [...DRAWING.strokes, ...DRAWING.strokes] });
    const full = spyOn(Storage.prototype, 'setItem').and.throwError(
      new DOMException('full', 'QuotaExceededError'),
    );
    leave();
    full.and.callThrough();
    // The earlier session is still there.
    expect(load().page.drawing()).toEqual(DRAWING);
    spyOn(Storage.prototype, 'getItem').and.throwError(new DOMException('off', 'SecurityError'));
    expect(load().page.drawing()).toEqual(BLANK_DRAWING);
  });

  it('takes over, once, what an earlier version of the app kept during its update', () => {
    history.replaceState({ drawing: { ...DRAWING, raster: new Float32Array(784) } }, '');
    expect(load().page.drawing().strokes).toEqual(DRAWING.strokes);
    expect(history.state).toBeNull();
    expect(load().page.drawing()).toEqual(BLANK_DRAWING);
  });
});
