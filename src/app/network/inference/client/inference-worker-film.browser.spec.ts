import { BLANK_DRAWING } from '#model';
import { TestBed } from '@angular/core/testing';
import { startsFakes, type FakePort } from '../../../platform/testing/fake-port.ts';
import { changedDrawing } from '../shared/drawing-change.ts';
import type { InferenceProtocol } from '../shared/inference-protocol.ts';
import { checkpoint, dotAt } from './testing/checkpoints-and-dots.ts';
import { INFERENCE_WORKER_FACTORY, InferenceWorker } from './inference-worker.ts';

describe('InferenceWorker, for the film', () => {
  let ports: FakePort<InferenceProtocol>[];
  let inference: InferenceWorker;

  beforeEach(async () => {
    ports = [];
    TestBed.configureTestingModule({
      providers: [
        InferenceWorker,
        { provide: INFERENCE_WORKER_FACTORY, useValue: startsFakes(ports) },
      ],
    });
    inference = TestBed.inject(InferenceWorker);
    inference.load(checkpoint);
    await port().answer(port().last.id, {});
  });

  function port(): FakePort<InferenceProtocol> {
    const newest = ports.at(-1);
    if (!newest) throw new Error('expected a worker, found none');
    return newest;
  }

  it('sends what the worker lacks of the newest drawing, once', async () => {
    inference.read(dotAt(5));
    inference.read(dotAt(6));
    const judging = inference.judgeFilm('a', new AbortController().signal);
    expect(port().requests.map(({ kind }) => kind)).toEqual(['load', 'read', 'film']);
    await port().answer(port().last.id, new Map([[3, { kind: 'notADigit' }]]));
    expect([...(await judging)]).toEqual([[3, { kind: 'notADigit' }]]);
    await port().answer(2, {});
    let drawing = BLANK_DRAWING;
    for (const request of port().requests) {
      const sent = 'drawing' in request ? request.drawing : 'reading' in request && request.reading;
      if (sent) drawing = changedDrawing(drawing, sent.change);
    }
    expect(drawing).toEqual(dotAt(6).drawing);
    expect(port().last.kind).toBe('read');
  });

  it('takes the request back with its signal', async () => {
    inference.read(dotAt(5));
    const ending = new AbortController();
    const judging = inference.judgeFilm('a', ending.signal);
    ending.abort(new Error('a new stroke'));
    await expectAsync(judging).toBeRejectedWithError('a new stroke');
    expect(port().cancelled).toEqual([port().last.id]);
  });

  it('asks neither before a drawing nor of a worker that has died, and starts none for it', async () => {
    const { signal } = new AbortController();
    expect((await inference.judgeFilm('a', signal)).size).toBe(0);
    inference.read(dotAt(5));
    port().die('out of memory');
    expect((await inference.judgeFilm('a', signal)).size).toBe(0);
    expect(ports.length).toBe(1);
  });
});
