import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../../platform/clock.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { SERVICE_WORKERS } from '../../../platform/browser.ts';
import { ShellRegistration } from './shell-registration.ts';

class FakeWorker extends EventTarget {
  state = 'installing';

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

describe('ShellRegistration', () => {
  let clock: ManualClock;
  let attempts: number;
  let result: () => Promise<unknown>;
  let request: jasmine.Spy;
  const scriptURL = `${location.origin}/sw.js`;
  const script = (): Response =>
    new Response('', { headers: { 'Content-Type': 'text/javascript' } });
  /** The server's responses, by name. */
  let answers: Record<string, () => Response>;

  beforeEach(() => {
    answers = {
      'sw.js': script,
      'ngsw-worker.js': script,
      'ngsw.json': () => new Response('{"configVersion":1}'),
    };
  });

  function provided(isSupported = true): ShellRegistration {
    clock = new ManualClock();
    attempts = 0;
    const register = (): Promise<unknown> => {
      attempts += 1;
      return result();
    };
    const controller = { scriptURL };
    const container = { register, controller, addEventListener: () => undefined };
    request = spyOn(window, 'fetch').and.callFake((input) => {
      const answer = answers[(input as string).split('/').at(-1) ?? ''];
      return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no network'));
    });
    TestBed.configureTestingModule({
      providers: [
        { provide: CLOCK, useValue: clock },
        { provide: SERVICE_WORKERS, useValue: isSupported ? container : undefined },
      ],
    });
    return TestBed.inject(ShellRegistration);
  }

  it('retries until the script arrives', async () => {
    result = () => Promise.reject(new TypeError('no network'));
    const registration = provided();
    await registration.register();
    expect(clock.delays).toEqual([1000]);
    result = () => Promise.resolve({ active: { scriptURL } });
    clock.elapse();
    await registration.register();
    expect([attempts, clock.delays]).toEqual([3, []]);
    expect(registration.problem()).toBeUndefined();
    // The worker sends its messages only to pages that it has answered.
    expect(request).toHaveBeenCalledWith('manifest.webmanifest');
    await registration.register();
    expect(attempts).toBe(3);
  });

  it('says which file prevents installation, and what arrived instead', async () => {
    const refused = new DOMException('unsupported MIME type', 'SecurityError');
    result = () => Promise.reject(refused);
    const page = (): Response => new Response('<!doctype html><title>Accept our terms</title>');
    const registration = provided();
    for (const [file, answer, arrival] of [
      [
        'sw.js',
        () => new Response('', { headers: { 'Content-Type': 'text/plain' } }),
        { kind: 'type', type: 'text/plain' },
      ],
      ['ngsw-worker.js', () => new Response('', { status: 404 }), { kind: 'status', status: 404 }],
      ['ngsw.json', page, { kind: 'page' }],
      ['ngsw.json', () => new Response('{"configVersion":2}'), { kind: 'other', bytes: 19 }],
      ['sw.js', script, { kind: 'unusable', reason: 'unsupported MIME type' }],
    ] as const) {
      const before = answers[file];
      answers[file] = answer;
      await registration.register();
      expect(registration.problem()).toEqual({ file: `${location.origin}/${file}`, arrival });
      if (before) answers[file] = before;
    }
    answers = {};
    await registration.register();
    expect(registration.problem()).toBe('network');
  });

  it('does not retry after a bug of our own', async () => {
    result = () => Promise.reject(new RangeError('a bug'));
    await expectAsync(provided().register()).toBeRejectedWithError(RangeError);
    expect(clock.delays).toEqual([]);
  });

  it('retries when the installation fails, as behind a captive portal', async () => {
    const worker = new FakeWorker();
    result = () => Promise.resolve({ active: null, installing: worker, waiting: null });
    const registration = provided();
    const trying = registration.register();
    await Promise.resolve();
    worker.become('redundant');
    await trying;
    expect(registration.problem()).toBeDefined();
    expect(clock.delays).toEqual([1000]);
    const second = new FakeWorker();
    result = () => Promise.resolve({ active: null, installing: second, waiting: null });
    const again = registration.register();
    await Promise.resolve();
    second.become('installed');
    second.become('activated');
    await again;
    expect(registration.problem()).toBeUndefined();
    expect(clock.delays).toEqual([]);
  });

  it('does nothing without service workers', async () => {
    const registration = provided(false);
    await registration.register();
    expect([registration.isSupported, attempts, clock.delays]).toEqual([false, 0, []]);
  });
});
