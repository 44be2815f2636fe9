import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import seedManifest from '../../../projects/model/testing/seed_export.json' with { type: 'json' };
import { WeightsService } from './weights-service';

/** Answers requests by the end of their address. */
type Answers = Record<string, () => Response>;

describe('WeightsService', () => {
  let answers: Answers;
  let caches: (RequestCache | undefined)[];

  beforeEach(() => {
    caches = [];
    answers = {
      'exports/mlp_weights.json': () => Response.json(seedManifest),
      'exports/seed_export/014_dataset-1x.json': () => new Response('{"version":1}'),
    };
    spyOn(globalThis, 'fetch').and.callFake((input, options) => {
      const url = input instanceof Request ? input.url : String(input);
      caches.push(options?.cache);
      const [, answer] = Object.entries(answers).find(([end]) => url.endsWith(end)) ?? [];
      if (!answer) throw new Error(`expected a known address, found ${url}`);
      return new Promise((resolve) => {
        resolve(answer());
      });
    });
  });

  async function settled(): Promise<WeightsService> {
    const service = TestBed.inject(WeightsService);
    await TestBed.inject(ApplicationRef).whenStable();
    return service;
  }

  it('fetches the manifest and the file of its last checkpoint', async () => {
    const fetched = (await settled()).checkpoint();
    expect(fetched?.checkpoint.id).toBe('dataset_1x');
    expect(fetched?.network.layers.length).toBe(3);
    expect(fetched?.file).toBe(
      new URL('exports/seed_export/014_dataset-1x.json', document.baseURI).href,
    );
    expect(new TextDecoder().decode(fetched?.bytes)).toBe('{"version":1}');
  });

  for (const [name, end, answer, message] of [
    [
      'a missing manifest',
      'exports/mlp_weights.json',
      () => new Response('', { status: 404 }),
      /exports\/mlp_weights\.json: HTTP status: expected 200, found 404$/,
    ],
    [
      'a captive portal',
      'exports/mlp_weights.json',
      () => new Response('<html>Log in</html>'),
      /mlp_weights\.json: the file: expected JSON, found "<html>Log in<\/html>"/,
    ],
    [
      'a missing checkpoint',
      '014_dataset-1x.json',
      () => new Response('', { status: 500 }),
      /014_dataset-1x\.json: HTTP status: expected 200, found 500$/,
    ],
    [
      'no connection',
      '014_dataset-1x.json',
      () => {
        throw new TypeError('Failed to fetch');
      },
      /014_dataset-1x\.json: the file: expected a server that sends it, found TypeError: Failed to fetch/,
    ],
  ] as const) {
    it(`names the file with ${name}, and loads it when asked again, past the cache`, async () => {
      const good = { ...answers };
      const [key = ''] = Object.keys(answers).filter((address) => address.endsWith(end));
      answers[key] = answer;
      const service = await settled();
      expect(service.error()).toMatch(message);
      expect(service.checkpoint()).toBeUndefined();
      answers = good;
      caches = [];
      service.retry();
      await settled();
      expect(service.error()).toBeUndefined();
      expect(service.checkpoint()?.checkpoint.id).toBe('dataset_1x');
      expect(caches).toEqual(['reload', 'reload']);
    });
  }
});
