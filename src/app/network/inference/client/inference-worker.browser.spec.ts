import { BLANK_DRAWING, type Drawing, type LayerRanking } from '#model';
import { effect } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { startsFakes, type FakePort } from '../../../platform/testing/fake-port.ts';
import type { WorkerRequest } from '../../../platform/worker-protocol.ts';
import { checkpointIndexOf, type NetworkInUse } from '../../network-in-use.ts';
import { changedDrawing } from '../shared/drawing-change.ts';
import type {
  Activations,
  InferenceProtocol,
  Reading,
  SentReading,
} from '../shared/inference-protocol.ts';
import { checkpoint, checkpointOf, dotAt } from './testing/checkpoints-and-dots.ts';
import { INFERENCE_WORKER_FACTORY, InferenceWorker } from './inference-worker.ts';

const BLANK: Reading = { ...dotAt(0), drawing: BLANK_DRAWING };
/** An answer that differs from others by its mark. */
const activationsOf = (mark: number): Activations => ({
  image: new Float32Array(784),
  input: new Float32Array(784),
  layers: [],
  logits: Float32Array.of(mark),
  probabilities: Float32Array.of(mark),
  certainty: mark,
  isDigit: true,
  rankings: [],
  relevances: [],
});

const rankingsOf = (scale: number): LayerRanking[] => [
  { thresholds: new Float32Array(10), scale, meanShown: 0.5 },
];

type Port = FakePort<InferenceProtocol>;

const readingIn = (request: WorkerRequest<InferenceProtocol>): SentReading | undefined =>
  'reading' in request ? request.reading : undefined;

describe('InferenceWorker', () => {
  let ports: Port[];
  let inference: InferenceWorker;

  beforeEach(() => {
    ports = [];
    TestBed.configureTestingModule({
      providers: [
        InferenceWorker,
        { provide: INFERENCE_WORKER_FACTORY, useValue: startsFakes(ports) },
      ],
    });
    inference = TestBed.inject(InferenceWorker);
  });

  function port(): Port {
    const newest = ports.at(-1);
    if (!newest) throw new Error('expected a worker, found none');
    return newest;
  }

  async function loadWeights(): Promise<void> {
    inference.load(checkpoint);
    await answerLoad();
  }

  /** Answers the last request, a load, with activations if it included a drawing. */
  async function answerLoad(mark = 0): Promise<void> {
    const { last } = port();
    if (last.kind !== 'load') throw new Error(`expected a load, found a ${last.kind}`);
    const activations = last.reading && activationsOf(mark);
    await port().answer(last.id, { ...(activations && { activations }) });
  }

  const shownIndex = (): number | undefined => checkpointIndexOf(inference.shown());
  const shownMark = (): number | undefined => inference.activations()?.probabilities[0];
  /** The worker's copy of the drawing after each request. */
  function drawingsThere(): (Drawing | undefined)[] {
    let drawing = BLANK_DRAWING;
    return port().requests.map((request) => {
      const sent = readingIn(request);
      if (sent) drawing = changedDrawing(drawing, sent.change);
      return drawing;
    });
  }
  const kinds = (): string[] => port().requests.map(({ kind }) => kind);

  async function answerLast(mark: number): Promise<void> {
    await port().answer(port().last.id, { activations: activationsOf(mark) });
  }

  it('is ready when the weights are loaded, and reads what was drawn meanwhile', async () => {
    inference.load(checkpoint);
    inference.read(dotAt(5));
    expect(inference.ready()).toBeFalse();
    expect(port().requests.map(({ kind }) => kind)).toEqual(['load']);
    await port().answer(1, {});
    expect(inference.ready()).toBeTrue();
    expect(port().last.kind).toBe('read');
    await answerLast(7);
    expect(inference.activations()?.probabilities[0]).toBe(7);
  });

  it('reads only the newest of the drawings that arrive while it is busy', async () => {
    await loadWeights();
    const readings = [1, 2, 3, 4].map(dotAt);
    for (const reading of readings) inference.read(reading);
    await answerLast(1);
    expect(inference.activations()?.probabilities[0]).toBe(1);
    await answerLast(4);
    expect(drawingsThere()).toEqual([
      BLANK_DRAWING,
      ...[readings[0], readings[3]].map((reading) => reading?.drawing),
    ]);
    expect(inference.activations()?.probabilities[0]).toBe(4);
  });

  it('reads a drawing again when the choice of strongest connections changes', async () => {
    await loadWeights();
    inference.read(dotAt(5));
    await answerLast(1);
    inference.read({ ...dotAt(5), ranking: { strongest: 3, rankBy: 'weight' } });
    expect(readingIn(port().last)?.ranking.strongest).toBe(3);
  });

  it('gives no answer for a blank sheet, whatever is still in progress', async () => {
    await loadWeights();
    inference.read(dotAt(5));
    await answerLast(1);
    inference.read(dotAt(6));
    inference.read(BLANK);
    expect(inference.activations()).toBeUndefined();
    const stale = port().last.id;
    inference.read(dotAt(9));
    await port().answer(stale, { activations: activationsOf(6) });
    expect(inference.activations()).toBeUndefined();
    await answerLast(9);
    expect(inference.activations()?.probabilities[0]).toBe(9);
  });

  it('shows a new checkpoint and its answer at the same moment', async () => {
    await loadWeights();
    inference.read(dotAt(5));
    await answerLast(1);
    const seen: unknown[] = [];
    TestBed.runInInjectionContext(() => {
      effect(() => seen.push([shownIndex(), shownMark()]));
    });
    TestBed.tick();
    inference.load(checkpointOf(4));
    TestBed.tick();
    await answerLoad(2);
    TestBed.tick();
    expect(seen).toEqual([
      [0, 1],
      [4, 2],
    ]);
    expect(kinds()).toEqual(['load', 'read', 'load']);
  });

  it("shows the old checkpoint's answer until the new one is loaded", async () => {
    await loadWeights();
    inference.load(checkpointOf(4));
    const { id } = port().last;
    inference.read(dotAt(5));
    expect(shownIndex()).toBe(0);
    await port().answer(id, {});
    expect([shownIndex(), shownMark()]).toEqual([4, undefined]);
    await answerLast(6);
    expect([shownIndex(), shownMark()]).toEqual([4, 6]);
  });

  it('loads only the newest of the checkpoints that arrive while one is loading', async () => {
    await loadWeights();
    for (const index of [1, 2, 3, 4]) inference.load(checkpointOf(index));
    expect(kinds()).toEqual(['load', 'load']);
    await answerLoad();
    expect(shownIndex()).toBe(1);
    await answerLoad();
    expect(shownIndex()).toBe(4);
    expect(kinds()).toEqual(['load', 'load', 'load']);
  });

  it('gives no answer for a drawing that was cleared while a checkpoint was loading', async () => {
    await loadWeights();
    inference.read(dotAt(5));
    await answerLast(1);
    inference.load(checkpointOf(4));
    inference.read(BLANK);
    await answerLoad(2);
    expect([shownIndex(), shownMark()]).toEqual([4, undefined]);
  });

  it('uses the new checkpoint for what was drawn while it was loading', async () => {
    await loadWeights();
    inference.load(checkpointOf(4));
    inference.read(dotAt(5));
    inference.read(dotAt(6));
    await port().answer(2, {});
    await answerLast(5);
    expect(drawingsThere().at(-1)).toEqual(dotAt(6).drawing);
    await answerLast(6);
    expect(shownMark()).toBe(6);
    expect(kinds()).toEqual(['load', 'load', 'read', 'read']);
  });

  it('reports what is wrong with new weights and continues with the old ones', async () => {
    await loadWeights();
    inference.read(dotAt(4));
    await answerLast(1);
    inference.load(checkpointOf(4));
    inference.read(dotAt(4));
    const message = 'forward: expected 100 pixels, found 784';
    await port().fail(2 + 1, message);
    expect(inference.error()).toBe(message);
    expect([inference.ready(), shownIndex()]).toEqual([true, 0]);
    await answerLast(3);
    expect(shownMark()).toBe(3);
    await loadWeights();
    expect(inference.error()).toBeUndefined();
  });

  it('shows a live network without a drawing, but no answer for it', async () => {
    await loadWeights();
    inference.read(BLANK);
    expect(kinds()).toEqual(['load']);
    const live: NetworkInUse = { ...checkpoint, origin: { kind: 'live' } };
    inference.load(live);
    const { last } = port();
    expect(last.kind === 'load' && [last.isLive, last.reading !== undefined]).toEqual([true, true]);
    await port().answer(last.id, { atRest: rankingsOf(3) });
    expect([inference.shown(), shownMark()]).toEqual([live, undefined]);
    expect(inference.atRest()?.[0]?.scale).toBe(3);
    // The same after a change of options, and for each network that follows.
    inference.read({ ...BLANK, ranking: { strongest: 3, rankBy: 'weight' } });
    expect(kinds()).toEqual(['load', 'load', 'read']);
    await port().answer(port().last.id, { atRest: rankingsOf(4) });
    expect([inference.atRest()?.[0]?.scale, shownMark()]).toEqual([4, undefined]);
    inference.read(dotAt(5));
    await answerLast(7);
    expect(shownMark()).toBe(7);
    inference.read(BLANK);
    expect([inference.atRest()?.[0]?.scale, shownMark()]).toEqual([4, undefined]);
    await port().answer(port().last.id, { atRest: rankingsOf(5) });
    // A checkpoint shows nothing without a drawing.
    await loadWeights();
    expect([shownIndex(), inference.atRest(), shownMark()]).toEqual([0, undefined, undefined]);
    expect(kinds().length).toBe(6);
  });

  it('terminates its worker together with the page', async () => {
    await loadWeights();
    const last = port();
    expect(last.isTerminated).toBeFalse();
    TestBed.resetTestingModule();
    expect(last.isTerminated).toBeTrue();
  });

  it('reports that the worker died, and starts another on request or with the next weights', async () => {
    await loadWeights();
    inference.read(dotAt(5));
    const dead = port();
    dead.die('out of memory');
    expect(dead.isTerminated).toBeTrue();
    expect(inference.ready()).toBeFalse();
    expect(inference.error()).toBe('inference worker: out of memory');
    inference.retry();
    expect(ports.length).toBe(2);
    await answerLoad(8);
    expect(inference.error()).toBeUndefined();
    expect([shownIndex(), shownMark()]).toEqual([0, 8]);
    // The new worker gets the whole drawing.
    expect(drawingsThere()).toEqual([dotAt(5).drawing]);
    port().die('out of memory');
    inference.load(checkpointOf(4));
    await answerLoad(9);
    expect([ports.length, shownIndex(), shownMark()]).toEqual([3, 4, 9]);
  });

  it('also sends one request at a time after a worker died in the middle of its work', async () => {
    await loadWeights();
    inference.read(dotAt(5));
    inference.load(checkpointOf(4));
    port().die('out of memory');
    inference.retry();
    // The failures of the lost requests arrive only now.
    await Promise.resolve();
    inference.load(checkpointOf(7));
    inference.read(dotAt(6));
    expect(kinds()).toEqual(['load']);
    await answerLoad(1);
    expect([shownIndex(), shownMark()]).toEqual([4, 1]);
    expect(kinds()).toEqual(['load', 'load']);
    await answerLoad(2);
    expect([shownIndex(), shownMark(), inference.error()]).toEqual([7, 2, undefined]);
  });
});
