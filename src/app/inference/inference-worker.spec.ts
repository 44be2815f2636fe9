import { formatSnapshot, perceptronSpec, UNCALIBRATED } from '#model';
import { TestBed } from '@angular/core/testing';
import type {
  Activations,
  EncodedWeights,
  InferenceRequest,
  InferenceResponse,
} from './inference-protocol';
import { InferenceWorker } from './inference-worker';
import { INFERENCE_WORKER_FACTORY, type WorkerPort } from './worker-factory';

const network = perceptronSpec([784, 10]);
const weights: EncodedWeights = {
  network,
  calibration: UNCALIBRATED,
  file: 'exports/w/000.json',
  bytes: new TextEncoder().encode(
    formatSnapshot(network, [
      { weights: new Float32Array(7840), biases: Float32Array.from({ length: 10 }, (_, i) => i) },
    ]),
  ).buffer,
};

/** An image that can be told from others. */
const imageOf = (ink: number): Float32Array => new Float32Array(784).fill(ink);
/** An answer that can be told from others. */
const activationsOf = (mark: number): Activations => ({
  input: new Float32Array(784),
  layers: [],
  logits: Float32Array.of(mark),
  probabilities: Float32Array.of(mark),
  certainty: mark,
  isDigit: true,
});

/** A worker whose answers the spec gives. */
class FakePort extends EventTarget implements WorkerPort {
  readonly requests: InferenceRequest[] = [];
  isTerminated = false;

  postMessage(request: InferenceRequest): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(response: InferenceResponse): void {
    this.dispatchEvent(new MessageEvent('message', { data: response }));
  }

  get last(): InferenceRequest {
    const last = this.requests.at(-1);
    if (!last) throw new Error('expected a request, found none');
    return last;
  }
}

describe('InferenceWorker', () => {
  let ports: FakePort[];
  let inference: InferenceWorker;

  beforeEach(() => {
    ports = [];
    const factory = (): WorkerPort => {
      const port = new FakePort();
      ports.push(port);
      return port;
    };
    TestBed.configureTestingModule({
      providers: [{ provide: INFERENCE_WORKER_FACTORY, useValue: factory }],
    });
    inference = TestBed.inject(InferenceWorker);
  });

  function port(): FakePort {
    const newest = ports.at(-1);
    if (!newest) throw new Error('expected a worker, found none');
    return newest;
  }

  function loadWeights(): void {
    inference.load(weights);
    port().answer({ kind: 'loaded', id: port().last.id });
  }

  function answerLast(mark: number): void {
    port().answer({ kind: 'read', id: port().last.id, activations: activationsOf(mark) });
  }

  it('is ready when the weights are loaded, and reads what was drawn meanwhile', () => {
    inference.load(weights);
    inference.read(imageOf(0.5));
    expect(inference.ready()).toBeFalse();
    expect(port().requests.map(({ kind }) => kind)).toEqual(['load']);
    port().answer({ kind: 'loaded', id: 1 });
    expect(inference.ready()).toBeTrue();
    expect(port().last.kind).toBe('read');
    answerLast(7);
    expect(inference.activations()?.probabilities[0]).toBe(7);
  });

  it('keeps only the newest of the images that come while one is read', () => {
    loadWeights();
    for (const ink of [0.1, 0.2, 0.3, 0.4]) inference.read(imageOf(ink));
    answerLast(1);
    expect(inference.activations()?.probabilities[0]).toBe(1);
    answerLast(4);
    const inks = port().requests.map((request) => (request.kind === 'read' ? request.image[0] : 0));
    expect(inks).toEqual([0, imageOf(0.1)[0], imageOf(0.4)[0]]);
    expect(inference.activations()?.probabilities[0]).toBe(4);
  });

  it('claims nothing for a blank image, whatever is still under way', () => {
    loadWeights();
    inference.read(imageOf(0.5));
    answerLast(1);
    inference.read(imageOf(0.6));
    inference.read(imageOf(0));
    expect(inference.activations()).toBeUndefined();
    const stale = port().last.id;
    inference.read(imageOf(0.9));
    port().answer({ kind: 'read', id: stale, activations: activationsOf(6) });
    expect(inference.activations()).toBeUndefined();
    answerLast(9);
    expect(inference.activations()?.probabilities[0]).toBe(9);
  });

  it('reads the drawing again with new weights', () => {
    loadWeights();
    inference.read(imageOf(0.5));
    answerLast(1);
    loadWeights();
    expect(port().last.kind).toBe('read');
    answerLast(2);
    expect(inference.activations()?.probabilities[0]).toBe(2);
  });

  it('tells what is wrong with new weights and goes on with the old ones', () => {
    loadWeights();
    inference.load(weights);
    const message = 'w.json: version: expected 1, found 2';
    port().answer({ kind: 'failed', id: port().last.id, request: 'load', message });
    expect(inference.error()).toBe(message);
    expect(inference.ready()).toBeTrue();
    inference.read(imageOf(0.5));
    answerLast(3);
    expect(inference.activations()?.probabilities[0]).toBe(3);
    loadWeights();
    expect(inference.error()).toBeUndefined();
  });

  it('says that the worker died and starts another one with the next weights', () => {
    loadWeights();
    inference.read(imageOf(0.5));
    const dead = port();
    dead.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expect(dead.isTerminated).toBeTrue();
    expect(inference.ready()).toBeFalse();
    expect(inference.error()).toBe('inference worker: out of memory');
    loadWeights();
    expect(ports.length).toBe(2);
    expect(inference.error()).toBeUndefined();
    answerLast(8);
    expect(inference.activations()?.probabilities[0]).toBe(8);
  });
});

describe('InferenceWorker in a real worker', () => {
  it('answers', async () => {
    const inference = TestBed.inject(InferenceWorker);
    inference.load(weights);
    inference.read(imageOf(0.5));
    const deadline = performance.now() + 4000;
    while (!inference.activations() && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(inference.error()).toBeUndefined();
    // All weights are 0: the logits are the biases 0 to 9.
    expect([...(inference.activations()?.logits ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
