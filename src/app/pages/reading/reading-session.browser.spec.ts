import { DEFAULT_BRUSH, perceptronSpec, UNCALIBRATED, type NeuronId } from '#model';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import type { Activations, Reading } from '../../network/inference/shared/inference-protocol.ts';
import { InferenceWorker } from '../../network/inference/client/inference-worker.ts';
import type { NetworkInUse } from '../../network/network-in-use.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import { READING_PROVIDERS, ReadingSession } from './reading-session.ts';
import { PersistedSettings } from '../../platform/persisted.ts';

function networkOf(...architecture: number[]): NetworkInUse {
  return {
    network: perceptronSpec(architecture),
    calibration: UNCALIBRATED,
    weights: [],
    origin: { kind: 'live' },
  };
}

/** A network's result for ink in the first pixel: certainly a 3. */
function activationsOf(ink: number): Activations {
  const image = new Float32Array(784);
  image[0] = ink;
  const probabilities = Float32Array.from({ length: 10 }, (_, digit) => (digit === 3 ? 1 : 0));
  return {
    image,
    input: image,
    layers: [],
    logits: probabilities.map((p) => 20 * p),
    probabilities,
    certainty: 1,
    isDigit: true,
    rankings: [],
    relevances: [],
  };
}

describe('ReadingSession', () => {
  const shown = signal<NetworkInUse | undefined>(undefined);
  const activations = signal<Activations | undefined>(undefined);
  let read: Reading[];
  let loaded: NetworkInUse[];
  let session: ReadingSession;
  let store: DrawingStore;

  beforeEach(() => {
    shown.set(undefined);
    activations.set(undefined);
    read = [];
    loaded = [];
    const inference: Partial<InferenceWorker> = {
      ready: signal(true),
      activations,
      atRest: signal(undefined),
      shown,
      error: signal(undefined),
      load: (network) => loaded.push(network),
      read: (reading) => {
        // As it does, to know whether there is anything to read with.
        shown();
        read.push(reading);
      },
      retry: () => undefined,
    };
    TestBed.configureTestingModule({
      providers: [READING_PROVIDERS, { provide: InferenceWorker, useValue: inference }],
    });
    store = TestBed.inject(DrawingStore);
    session = TestBed.inject(ReadingSession);
    TestBed.tick();
  });

  afterEach(() => {
    TestBed.inject(PersistedSettings).resetAll();
  });

  const points = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ x: (i % 200) / 10, y: 9, pressure: 0.5 }));
  const draw = (count: number): void => {
    const [point = { x: 0, y: 0, pressure: 0.5 }, ...rest] = points(count);
    store.dispatch({ kind: 'begin', point, brush: DEFAULT_BRUSH });
    store.dispatch({ kind: 'extend', points: rest });
    TestBed.tick();
  };

  it('reads the drawing, a long line only roughly until the pen is lifted', () => {
    expect(read.map(({ drawing }) => drawing.strokes.length)).toEqual([0]);
    draw(3);
    expect(read.at(-1)?.drawing).toBe(store.drawing());
    expect(read.at(-1)?.isRough).toBeFalse();
    draw(20_000);
    expect(read.at(-1)?.isRough).toBeTrue();
    store.dispatch({ kind: 'lift' });
    TestBed.tick();
    expect(read.at(-1)?.isRough).toBeFalse();
  });

  it('reads it again only when the choice of strongest connections changes', () => {
    const settings = TestBed.inject(SceneSettings);
    settings.change({ strongest: 3 });
    TestBed.tick();
    expect(read.at(-1)?.ranking.strongest).toBe(3);
    const { length } = read;
    settings.change({ thickness: 3 });
    TestBed.tick();
    expect(read.length).toBe(length);
  });

  it('does not read it again when another network comes, which brings its answer', () => {
    draw(3);
    const { length } = read;
    for (const network of [networkOf(784, 10), networkOf(784, 32, 10)]) {
      shown.set(network);
      TestBed.tick();
    }
    expect(read.length).toBe(length);
  });

  it("shows the network's answer, and nothing for a blank sheet", () => {
    expect([session.prediction(), session.saying().kind]).toEqual([undefined, 'blank']);
    draw(3);
    store.dispatch({ kind: 'lift' });
    activations.set(activationsOf(1));
    TestBed.tick();
    expect([session.prediction(), session.probabilities()?.[3]]).toEqual([3, 1]);
    expect(session.image()[0]).toBe(1);
    const before = session.image();
    activations.set(activationsOf(1));
    expect(session.image()).toBe(before);
    activations.set(undefined);
    TestBed.tick();
    expect([session.prediction(), Math.max(...session.image())]).toEqual([undefined, 0]);
  });

  it('evaluates the network for the drawing, or for a blank sheet', () => {
    expect(session.evaluation()).toBeUndefined();
    const biases = Float32Array.from({ length: 10 }, (_, digit) => digit);
    const weights = [{ weights: new Float32Array(7840), biases }];
    const inUse = { ...networkOf(784, 10), weights };
    shown.set(inUse);
    const blank = session.evaluation();
    expect([blank?.network, blank?.weights, blank?.isBlank]).toEqual([
      inUse.network,
      weights,
      true,
    ]);
    expect(blank?.pass.logits).toEqual(biases);
    const drawn = activationsOf(1);
    activations.set(drawn);
    expect([session.evaluation()?.pass, session.evaluation()?.isBlank]).toEqual([drawn, false]);
    activations.set(undefined);
    expect(session.evaluation()?.pass).toBe(blank?.pass);
  });

  it('keeps the picked neuron as long as the network has it', () => {
    const neuron: NeuronId = { layer: 1, neuron: 40 };
    shown.set(networkOf(784, 64, 10));
    session.selection.set(neuron);
    expect(session.isAsideOpen()).toBeTrue();
    shown.set(networkOf(784, 64, 10));
    expect(session.selection()).toBe(neuron);
    shown.set(networkOf(784, 32, 10));
    expect([session.selection(), session.isAsideOpen()]).toEqual([undefined, false]);
  });

  it('passes networks on to the inference worker', () => {
    const network = networkOf(784, 10);
    session.use(network);
    expect(loaded).toEqual([network]);
  });

  it('forgets everything that the visitor did on a reset', () => {
    shown.set(networkOf(784, 64, 10));
    draw(3);
    session.tool.set('eraser');
    session.selection.set({ layer: 1, neuron: 4 });
    session.isTableOpen.set(true);
    session.reset();
    expect(store.history().past.length + store.drawing().strokes.length).toBe(0);
    expect([session.tool(), session.selection(), session.isAsideOpen()]).toEqual([
      'pen',
      undefined,
      false,
    ]);
    expect(session.askedView()).toEqual({ view: 'home' });
  });
});
