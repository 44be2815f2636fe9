import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { App } from './app';
import type { Activations, EncodedWeights } from './inference/inference-protocol';
import { InferenceWorker } from './inference/inference-worker';
import { WeightsService, type FetchedCheckpoint } from './weights/weights-service';

describe('App', () => {
  const checkpoint = signal<FetchedCheckpoint | undefined>(undefined);
  const weightsError = signal<string | undefined>(undefined);
  const ready = signal(false);
  const activations = signal<Activations | undefined>(undefined);
  let retries: number;
  let loaded: EncodedWeights[];
  let read: Float32Array[];

  beforeEach(() => {
    for (const state of [checkpoint, weightsError, activations]) state.set(undefined);
    ready.set(false);
    retries = 0;
    loaded = [];
    read = [];
    const weights: Partial<WeightsService> = {
      checkpoint,
      error: weightsError,
      retry: () => (retries += 1),
    };
    const inference: Partial<InferenceWorker> = {
      ready,
      activations,
      error: signal(undefined),
      load: (encoded) => loaded.push(encoded),
      read: (image) => read.push(image),
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: WeightsService, useValue: weights },
        { provide: InferenceWorker, useValue: inference },
      ],
    });
  });

  function render(): { element: HTMLElement; update: () => void } {
    const fixture = TestBed.createComponent(App);
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
      pad?.dispatchEvent(new PointerEvent(type, { pointerId: 3, isPrimary: true, ...place }));
    }
  }

  it('hands the fetched weights to the worker, hash and all, and says when it is ready', () => {
    const { update } = render();
    expect(document.documentElement.dataset['ready']).toBe('false');
    checkpoint.set({
      network: { layers: [], normalization: { mean: 0, std: 1 } },
      calibration: { temperature: 0.9, leastCertainty: 3 },
      checkpoint: { shard: { path: 'w.json', sha256: 'ab' } } as FetchedCheckpoint['checkpoint'],
      file: 'http://localhost/w.json',
      bytes: new ArrayBuffer(3),
    });
    update();
    expect(
      loaded.map(({ file, sha256, calibration }) => [file, sha256, calibration.temperature]),
    ).toEqual([['http://localhost/w.json', 'ab', 0.9]]);
    ready.set(true);
    update();
    expect(document.documentElement.dataset['ready']).toBe('true');
  });

  it('has every change of the drawing read: drawn, undone, cleared', () => {
    const { element, update } = render();
    const isInked = (): boolean => read.at(-1)?.some((ink) => ink > 0) ?? false;
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
    input: new Float32Array(784),
    layers: [],
    logits: new Float32Array(10),
    probabilities: Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0.9, 0.1, 0),
    certainty: 5,
    isDigit,
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
    expect(verdictOf(element)).toContain('90 % sure');
  });

  it('doubts only what stays in doubt', async () => {
    const { element, update } = render();
    activations.set(sevenOr(true));
    await TestBed.inject(ApplicationRef).whenStable();
    activations.set(sevenOr(false));
    update();
    expect(verdictOf(element)).toContain('90 % sure');
    await new Promise((resolve) => setTimeout(resolve, 500));
    update();
    expect(verdictOf(element)).toContain('Not a digit?');
    expect(element.querySelectorAll('.largest').length).toBe(0);
  });

  it('lets the network see the drawing as it stands, when asked to', () => {
    const { element, update } = render();
    drawLine(element);
    update();
    const fitted = read.at(-1);
    const toggle = element.querySelector<HTMLElement>('[role="switch"]');
    expect(toggle?.getAttribute('aria-checked')).toBe('true');
    toggle?.click();
    update();
    expect(toggle?.getAttribute('aria-checked')).toBe('false');
    expect(read.at(-1)?.some((ink, index) => ink !== fitted?.[index])).toBeTrue();
  });

  it('says that the weights did not arrive, keeps the drawing and tries again', () => {
    const { element, update } = render();
    drawLine(element);
    weightsError.set('w.json: HTTP status: expected 200, found 404');
    update();
    const alert = element.querySelector('[role="alert"]');
    expect(alert?.textContent).toContain('expected 200, found 404');
    button(element, 'Try again').click();
    expect(retries).toBe(1);
    weightsError.set(undefined);
    update();
    expect(element.querySelector('[role="alert"]')).toBeNull();
    expect(button(element, 'Clear').disabled).toBeFalse();
  });
});
