import { packDigitSamples } from '#model';
import { TestBed } from '@angular/core/testing';
import { whenTrue } from '../../platform/testing/when-true.ts';
import { SampleDigits, SAMPLES_CHANCE, SAMPLES_FETCH } from './sample-digits.ts';

/** Three samples per digit; every pixel's ink is the sample's index, in fifteenths. */
const PACKED = packDigitSamples(
  Uint8Array.from({ length: 30 * 784 }, (_, pixel) => 17 * (Math.floor(pixel / 784) % 3)),
);
const FILE = new Response(new Uint8Array(PACKED));

describe('SampleDigits', () => {
  let answers: (() => Promise<Response>)[];
  let asked: [address: string, cache: RequestCache][];
  let chance: number;
  let samples: SampleDigits;

  beforeEach(() => {
    answers = [];
    asked = [];
    chance = 0;
    const fetch = (address: string, cache: RequestCache): Promise<Response> => {
      asked.push([address, cache]);
      return answers.shift()?.() ?? Promise.resolve(FILE.clone());
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: SAMPLES_FETCH, useValue: fetch },
        { provide: SAMPLES_CHANCE, useValue: () => chance },
      ],
    });
    samples = TestBed.inject(SampleDigits);
  });

  const indexOf = (image: Float32Array | undefined): number => Math.round((image?.[0] ?? NaN) * 15);

  it('are fetched only on request, and only once', async () => {
    expect(samples.any(3)).toBeUndefined();
    expect([asked.length, samples.state().kind]).toEqual([0, 'waiting']);
    await Promise.all([samples.load(), samples.load()]);
    await samples.load();
    expect(asked).toEqual([[new URL('samples/mnist-test.bin', document.baseURI).href, 'default']]);
    expect(samples.state()).toEqual({ kind: 'ready' });
  });

  it('are chosen at random, never the same twice in a row', async () => {
    await samples.load();
    chance = 0.5;
    expect(indexOf(samples.any(7))).toBe(1);
    expect(indexOf(samples.any(7))).toBe(2);
    expect(indexOf(samples.any(7))).toBe(1);
    chance = 0.999;
    expect(indexOf(samples.any(7))).toBe(2);
    expect(indexOf(samples.any(8))).toBe(2);
    chance = 0;
    expect([samples.any(8), samples.any(8)].map(indexOf)).toEqual([0, 1]);
  });

  it('say why there are none, and are fetched again when there is a network', async () => {
    answers.push(
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => Promise.resolve(new Response('', { status: 404 })),
    );
    await samples.load();
    expect(samples.state()).toEqual({ kind: 'unreachable', message: 'Failed to fetch' });
    await samples.load();
    expect(samples.state()).toEqual({
      kind: 'unreachable',
      message: 'samples/mnist-test.bin: expected HTTP status 200, found 404',
    });
    window.dispatchEvent(new Event('online'));
    await whenTrue(() => samples.state().kind === 'ready');
    expect(asked.length).toBe(3);
  });

  it('are fetched again, past the cache, when they are damaged', async () => {
    answers.push(() => Promise.resolve(new Response('<!doctype html>')));
    await samples.load();
    const state = samples.state();
    expect(state.kind === 'damaged' && state.message).toContain('expected "DIG1", found "<!do"');
    await samples.load();
    expect(samples.state().kind).toBe('ready');
    expect(asked.map(([, cache]) => cache)).toEqual(['default', 'reload']);
  });
});
