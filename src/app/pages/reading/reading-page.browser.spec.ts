import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ReadingPage } from './reading-page.ts';
import { SAMPLES_FETCH } from '../../features/drawing/sample-digits.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { OfflineReadiness } from '../../features/offline/offline-readiness.ts';
import { provideOffline } from '../../features/offline/provide-offline.ts';
import { perceptronSpec, UNCALIBRATED, type Checkpoint } from '#model';
import type { Activations, Reading } from '../../network/inference/shared/inference-protocol.ts';
import { InferenceWorker } from '../../network/inference/client/inference-worker.ts';
import { PanelFolds } from '../../layout/panel-folds.ts';
import type { CheckpointOrigin, NetworkInUse } from '../../network/network-in-use.ts';
import type {
  StorageState,
  WeightSet,
  WeightsProblem,
} from '../../network/weights/shared/weight-set.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import { PersistedSettings } from '../../platform/persisted.ts';

const CHECKPOINTS = ['Initial weights', '≈50 images', 'Dataset 1×'].map(
  (label, order): Checkpoint => ({
    id: label,
    order,
    label,
    kind: 'approx',
    targetImages: order,
    imagesSeen: order,
    batchesSeen: order,
    datasetPasses: 0,
    description: label,
    metrics: {},
    shard: { path: `${order}.json` },
  }),
);
const SET: WeightSet = {
  url: 'http://localhost/w.json',
  network: perceptronSpec([784, 10]),
  timeline: CHECKPOINTS,
  calibration: UNCALIBRATED,
};

describe('ReadingPage', () => {
  const set = signal<WeightSet | undefined>(undefined);
  const position = signal(0);
  const fetched = signal<NetworkInUse<CheckpointOrigin> | undefined>(undefined);
  const shown = signal<NetworkInUse<CheckpointOrigin> | undefined>(undefined);
  const problem = signal<WeightsProblem | undefined>(undefined);
  const storage = signal<StorageState>({ kind: 'persistent' });
  const ready = signal(false);
  const activations = signal<Activations | undefined>(undefined);
  /** Retries of weights and worker together. */
  let retries: number;
  let asked: number[];
  let loaded: NetworkInUse[];
  let read: Reading[];
  /** Work for later that was started. */
  let begun: string[];
  let clock: ManualClock;

  beforeEach(async () => {
    sessionStorage.clear(); // A page that ends saves what was on it.
    for (const state of [set, fetched, shown, problem, activations]) state.set(undefined);
    ready.set(false);
    storage.set({ kind: 'persistent' });
    retries = 0;
    asked = [];
    loaded = [];
    read = [];
    begun = [];
    clock = new ManualClock();
    const weights: Partial<WeightsService> = {
      set,
      position,
      loaded: fetched,
      shardStates: signal([]),
      problem,
      storage,
      show: (index) => asked.push(index),
      retry: () => (retries += 1),
    };
    const inference: Partial<InferenceWorker> = {
      ready,
      activations,
      atRest: signal(undefined),
      shown,
      error: signal(undefined),
      load: (checkpoint) => loaded.push(checkpoint),
      read: (reading) => read.push(reading),
      retry: () => (retries += 1),
    };
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        provideOffline(),
        { provide: WeightsService, useValue: weights },
        {
          provide: SAMPLES_FETCH,
          useValue: () => {
            begun.push('samples');
            return Promise.reject(new TypeError('no samples here'));
          },
        },
        { provide: CLOCK, useValue: clock },
      ],
    });
    TestBed.overrideComponent(ReadingPage, {
      add: { providers: [{ provide: InferenceWorker, useValue: inference }] },
    });
    await TestBed.compileComponents();
  });

  function render(): { element: HTMLElement; update: () => void } {
    const fixture = TestBed.createComponent(ReadingPage);
    fixture.detectChanges();
    return {
      element: fixture.nativeElement as HTMLElement,
      update: () => {
        fixture.detectChanges();
      },
    };
  }

  const button = (element: HTMLElement, name: string): HTMLButtonElement => {
    const found = [...element.querySelectorAll('button')].find(
      (candidate) => candidate.textContent.trim() === name,
    );
    if (!found) throw new Error(`expected a button named ${name}`);
    return found;
  };

  function drawLine(element: HTMLElement): void {
    const pad = element.querySelector('[role="application"]');
    const { left, top } = pad?.getBoundingClientRect() ?? { left: 0, top: 0 };
    for (const [type, offset] of [
      ['pointerdown', 20],
      ['pointermove', 60],
      ['pointerup', 60],
    ] as const) {
      const place = { clientX: left + offset, clientY: top + offset };
      const buttons = type === 'pointerup' ? 0 : 1;
      pad?.dispatchEvent(
        new PointerEvent(type, { pointerId: 3, isPrimary: true, buttons, ...place }),
      );
    }
  }

  /** A checkpoint of the fixture; throws if it has none at this index. */
  function checkpointAt(index: number): NetworkInUse<CheckpointOrigin> {
    const checkpoint = CHECKPOINTS[index];
    if (!checkpoint) throw new Error(`expected a checkpoint ${index}, found none`);
    const { network, calibration } = SET;
    return { network, calibration, weights: [], origin: { kind: 'checkpoint', index, checkpoint } };
  }

  it('begins what is for later once, a while after it is ready', () => {
    spyOn(TestBed.inject(OfflineReadiness), 'start').and.callFake(() => begun.push('offline'));
    const { update } = render();
    ready.set(true);
    update();
    expect(begun).toEqual([]);
    clock.elapse();
    expect(begun).toEqual(['samples', 'offline']);
    ready.set(false);
    update();
    ready.set(true);
    update();
    clock.elapse();
    expect(begun).toEqual(['samples', 'offline']);
  });

  it('hands the loaded checkpoint to the worker and says when it is ready', () => {
    const { update } = render();
    expect(document.documentElement.dataset['ready']).toBe('false');
    fetched.set(checkpointAt(2));
    update();
    expect(loaded).toEqual([checkpointAt(2)]);
    ready.set(true);
    update();
    expect(document.documentElement.dataset['ready']).toBe('true');
  });

  it('asks for the moment of training that the timeline is moved to', () => {
    const { element, update } = render();
    set.set(SET);
    position.set(2);
    shown.set(checkpointAt(2));
    update();
    const timeline = element.querySelector<HTMLInputElement>('[aria-label="Training timeline"]');
    if (!timeline) throw new Error('expected a timeline, found none');
    expect([timeline.min, timeline.max, timeline.step, timeline.value]).toEqual([
      '0',
      '2',
      '1',
      '2',
    ]);
    expect(timeline.getAttribute('aria-valuetext')).toBe('Dataset 1×, 2 images used');
    timeline.value = '1';
    timeline.dispatchEvent(new Event('input'));
    expect(asked).toEqual([1]);
  });

  it('has every change of the drawing read: drawn, undone, cleared', () => {
    const { element, update } = render();
    const isInked = (): boolean => (read.at(-1)?.drawing.strokes.length ?? 0) > 0;
    expect([read.length, isInked()]).toEqual([1, false]);
    expect(button(element, 'Clear').disabled).toBeTrue();
    drawLine(element);
    update();
    expect(isInked()).toBeTrue();
    button(element, 'Clear').click();
    update();
    expect(isInked()).toBeFalse();
    button(element, 'Undo').click();
    update();
    expect(isInked()).toBeTrue();
    button(element, 'Undo').click();
    update();
    expect([isInked(), button(element, 'Undo').disabled]).toEqual([false, true]);
  });

  const sevenOr = (isDigit: boolean): Activations => ({
    image: new Float32Array(784),
    input: new Float32Array(784),
    layers: [],
    logits: new Float32Array(10),
    probabilities: Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0.9, 0.1, 0),
    certainty: 5,
    isDigit,
    rankings: [],
  });
  const verdictOf = (element: HTMLElement): string =>
    element.querySelector('app-verdict')?.textContent ?? '';

  it('shows the answer in bars and words', async () => {
    const { element, update } = render();
    activations.set(sevenOr(true));
    await TestBed.inject(ApplicationRef).whenStable();
    update();
    const bar = element.querySelector('[role="meter"][aria-label="Digit 7"]');
    expect(bar?.getAttribute('aria-valuenow')).toBe('90');
    expect(verdictOf(element)).toContain('90% sure');
  });

  it('doubts only what stays in doubt', async () => {
    const { element, update } = render();
    activations.set(sevenOr(true));
    await TestBed.inject(ApplicationRef).whenStable();
    activations.set(sevenOr(false));
    update();
    expect(verdictOf(element)).toContain('90% sure');
    clock.pass(500);
    update();
    expect(verdictOf(element)).toContain('Not a digit?');
    expect(element.querySelectorAll('.predicted').length).toBe(0);
  });

  it('lets the network see the drawing as it stands, when asked to', () => {
    const { element, update } = render();
    drawLine(element);
    update();
    expect(read.at(-1)?.isPrepared).toBeTrue();
    const toggle = element.querySelector<HTMLElement>('[role="switch"]');
    expect(toggle?.getAttribute('aria-checked')).toBe('true');
    toggle?.click();
    update();
    expect(toggle?.getAttribute('aria-checked')).toBe('false');
    expect(read.at(-1)?.isPrepared).toBeFalse();
  });

  it('folds panels away and leaves a handle, which brings them back with the keyboard on them', async () => {
    const { element, update } = render();
    const folds = TestBed.inject(PanelFolds);
    for (const panel of ['paper', 'answers', 'timeline'] as const) {
      const place = element.querySelector<HTMLElement>(`#panel-${panel}`);
      expect(place?.checkVisibility()).withContext(panel).toBeTrue();
      folds.toggle(panel);
      update();
      expect(place?.checkVisibility()).withContext(panel).toBeFalse();
      const handle = element.querySelector<HTMLElement>(`[aria-controls="panel-${panel}"]`);
      expect(handle?.ariaExpanded).toBe('false');
      handle?.click();
      await TestBed.inject(ApplicationRef).whenStable();
      update();
      expect(place?.checkVisibility()).withContext(panel).toBeTrue();
      expect(place?.contains(document.activeElement)).withContext(panel).toBeTrue();
    }
    TestBed.inject(PersistedSettings).resetAll();
  });

  it('says quietly that weights are not kept, until that is put away', () => {
    const { element, update } = render();
    const notices = element.querySelector('app-notices');
    expect(notices?.textContent.trim()).toBe('');
    storage.set({ kind: 'memory', reason: 'full' });
    update();
    expect(notices?.textContent).toContain("This device's storage is full.");
    notices?.querySelector('button')?.click();
    update();
    expect(notices?.textContent.trim()).toBe('');
  });

  it('says that the weights did not arrive, keeps the drawing and tries again', () => {
    const { element, update } = render();
    drawLine(element);
    const message = 'w.json: HTTP status: expected 200, found 404';
    problem.set({ kind: 'export', message, isCorrupt: false });
    update();
    const alert = element.querySelector('[role="alert"]');
    expect(alert?.textContent).toContain('expected 200, found 404');
    expect(alert?.textContent).toContain('Check your connection');
    button(element, 'Try again').click();
    expect(retries).toBe(2);
    const file = new URL('exports/w.json', document.baseURI).href;
    const refused = { file, arrival: { kind: 'status', status: 404 } } as const;
    problem.set({ kind: 'export', message, isCorrupt: false, refused });
    update();
    const told = element.querySelector('[role="alert"]')?.textContent;
    expect(told).toContain("The server answers, but does not send the network's weights");
    expect(told).toContain('exports/w.json is not found (status 404).');
    problem.set(undefined);
    update();
    expect(element.querySelector('[role="alert"]')).toBeNull();
    expect(button(element, 'Clear').disabled).toBeFalse();
  });
});
