import { inject, Service, signal } from '@angular/core';
import { Retry } from '../weights/retry.ts';
import { TIMER } from '../ui/timer.ts';
import { SERVICE_WORKERS, type ServiceWorkers } from './platform.ts';

/** Below the app's folder, which is its scope. */
const SCRIPT = 'sw.js';
/** A small file of the app. */
const ANY_FILE = 'manifest.webmanifest';

/** Registers the service worker, again and again until it is there: Angular tries it once. */
@Service()
export class ShellRegistration {
  private readonly serviceWorkers = inject(SERVICE_WORKERS);
  private readonly active = signal(false);
  private readonly retrying = new Retry(inject(TIMER), () => {
    void this.attempt();
  });

  /** Whether this browser has service workers, which need https or localhost. */
  readonly isSupported = this.serviceWorkers !== undefined;
  readonly isActive = this.active.asReadonly();
  private registration: ServiceWorkerRegistration | undefined;

  /**
   * Sees to it that the service worker is installed. Never rejects.
   * @returns when that was tried once
   */
  async register(): Promise<void> {
    if (!this.registration) await this.attempt();
  }

  /** Takes it away; it is gone when the app's last page is closed. */
  async unregister(): Promise<void> {
    this.retrying.reset();
    await this.registration?.unregister();
    this.registration = undefined;
    this.active.set(false);
  }

  /** Has a worker that rests look after the app's files again. */
  wake(): void {
    this.registration?.active?.postMessage({ action: 'INITIALIZE' });
  }

  /**
   * Angular's worker tells news only to pages that it has answered once; all that the first visit asks for came
   * before it, or passes it by.
   */
  private introduce(serviceWorkers: ServiceWorkers): void {
    const ask = (): void => {
      fetch(ANY_FILE).catch(() => undefined); // TypeError: not there. This page is known all the same.
    };
    if (serviceWorkers.controller) ask();
    else serviceWorkers.addEventListener('controllerchange', ask, { once: true });
  }

  private async attempt(): Promise<void> {
    if (!this.serviceWorkers) return;
    try {
      const registration = await this.serviceWorkers.register(SCRIPT, { updateViaCache: 'none' });
      await untilActive(registration);
      this.introduce(this.serviceWorkers);
      this.registration = registration;
      this.active.set(true);
      this.retrying.reset();
    } catch {
      // TypeError: the script did not arrive; Error of ours: its installation failed. SecurityError: forbidden.
      this.retrying.failed();
    }
  }
}

async function untilActive(registration: ServiceWorkerRegistration): Promise<void> {
  if (registration.active) return;
  const worker = registration.installing ?? registration.waiting;
  await new Promise<void>((resolve, reject) => {
    const settle = (): void => {
      if (worker?.state === 'activated') resolve();
      if (!worker || worker.state === 'redundant') {
        reject(new Error('service worker: expected it to be installed, found it refused'));
      }
    };
    worker?.addEventListener('statechange', settle);
    settle();
  });
}
