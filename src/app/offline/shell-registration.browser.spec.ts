import { TestBed } from '@angular/core/testing';
import { TIMER } from '../ui/timer.ts';
import { ManualTimer } from '../ui/testing/manual-timer.ts';
import { SERVICE_WORKERS } from './platform.ts';
import { ShellRegistration } from './shell-registration.ts';

class FakeWorker extends EventTarget {
  state = 'installing';

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

describe('ShellRegistration', () => {
  let clock: ManualTimer;
  let attempts: number;
  let result: () => Promise<unknown>;

  function provided(isSupported = true): ShellRegistration {
    clock = new ManualTimer();
    attempts = 0;
    const register = (): Promise<unknown> => {
      attempts += 1;
      return result();
    };
    const container = { register, controller: {}, addEventListener: () => undefined };
    spyOn(window, 'fetch').and.resolveTo(new Response());
    TestBed.configureTestingModule({
      providers: [
        { provide: TIMER, useValue: clock.timer },
        { provide: SERVICE_WORKERS, useValue: isSupported ? container : undefined },
      ],
    });
    return TestBed.inject(ShellRegistration);
  }

  it('tries until the script arrives', async () => {
    result = () => Promise.reject(new TypeError('no network'));
    const registration = provided();
    await registration.register();
    expect(clock.delays).toEqual([1000]);
    result = () => Promise.resolve({ active: {} });
    clock.elapse();
    await registration.register();
    expect([attempts, registration.isActive(), clock.delays]).toEqual([3, true, []]);
    // The worker tells news only to pages that it has answered.
    expect(fetch).toHaveBeenCalled();
    await registration.register();
    expect(attempts).toBe(3);
  });

  it('tries again when the installation fails, as before a captive portal', async () => {
    const worker = new FakeWorker();
    result = () => Promise.resolve({ active: null, installing: worker, waiting: null });
    const registration = provided();
    const trying = registration.register();
    await Promise.resolve();
    worker.become('redundant');
    await trying;
    expect([registration.isActive(), clock.delays]).toEqual([false, [1000]]);
    const second = new FakeWorker();
    result = () => Promise.resolve({ active: null, installing: second, waiting: null });
    const again = registration.register();
    await Promise.resolve();
    second.become('installed');
    second.become('activated');
    await again;
    expect([registration.isActive(), clock.delays]).toEqual([true, []]);
  });

  it('does nothing where there are no service workers', async () => {
    const registration = provided(false);
    await registration.register();
    expect([registration.isSupported, attempts, clock.delays]).toEqual([false, 0, []]);
  });
});
