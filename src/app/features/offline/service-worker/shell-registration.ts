import { inject, Service, signal } from '@angular/core';
import type { FileProblem } from '../../../network/weights/shared/file-failure.ts';
import { Retry } from '../../../platform/retry.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { APP_FOLDER } from '../../../platform/page-address.ts';
import { SERVICE_WORKERS, type ServiceWorkers } from '../../../platform/browser.ts';
import { diagnose } from './worker-diagnosis.ts';

/** Relative to the app's folder, which is its scope. */
const SCRIPT = 'sw.js';
/** A small file of the app. */
const ANY_FILE = 'manifest.webmanifest';

/** The service worker could not be installed. */
class InstallationFailure extends Error {}

/** Registers the service worker, and retries until it is installed. Angular would try only once. */
@Service()
export class ShellRegistration {
  private readonly serviceWorkers = inject(SERVICE_WORKERS);
  private readonly folder = inject(APP_FOLDER);
  private readonly obstacle = signal<FileProblem | 'network' | undefined>(undefined);
  private readonly retrying = new Retry(inject(CLOCK), () => {
    void this.attempt();
  });

  /** Whether this browser has service workers, which need https or localhost. */
  readonly isSupported = this.serviceWorkers !== undefined;
  /** Why it is not installed yet: a file that did not arrive intact, or the network. */
  readonly problem = this.obstacle.asReadonly();
  private registration: ServiceWorkerRegistration | undefined;

  /**
   * Makes sure that the service worker is installed.
   * @returns after the first attempt
   */
  async register(): Promise<void> {
    if (!this.registration) await this.attempt();
  }

  /** Unregisters it; it is gone once the app's last page is closed. */
  async unregister(): Promise<void> {
    this.retrying.reset();
    await this.registration?.unregister();
    this.registration = undefined;
  }

  /** Makes an idle worker resume caching the app's files. */
  wake(): void {
    this.registration?.active?.postMessage({ action: 'INITIALIZE' });
  }

  /**
   * Makes this page known to Angular's worker, which notifies only pages that it has served a request. On the first visit
   * all requests come before the worker is active, or bypass it.
   */
  private introduce(serviceWorkers: ServiceWorkers, active: ServiceWorker | null): void {
    const ask = (): void => {
      fetch(ANY_FILE).catch((error: unknown) => {
        // The file did not arrive, but the request has made this page known.
        if (!(error instanceof TypeError)) throw error;
      });
    };
    // A copy of the app in a folder above controls this page until its own worker claims it.
    if (active && serviceWorkers.controller?.scriptURL === active.scriptURL) ask();
    else serviceWorkers.addEventListener('controllerchange', ask, { once: true });
  }

  private async attempt(): Promise<void> {
    if (!this.serviceWorkers) return;
    try {
      const registration = await installed(this.serviceWorkers);
      this.introduce(this.serviceWorkers, registration.active);
      this.registration = registration;
      this.obstacle.set(undefined);
      this.retrying.reset();
    } catch (error) {
      if (!(error instanceof InstallationFailure)) throw error;
      this.obstacle.set((await diagnose(this.folder, error.message)) ?? 'network');
      this.retrying.scheduleNext();
    }
  }
}

/** Registers the service worker and waits until it is installed. Rejects with `InstallationFailure`. */
async function installed(serviceWorkers: ServiceWorkers): Promise<ServiceWorkerRegistration> {
  const options = { updateViaCache: 'none' } as const;
  const registering: Promise<ServiceWorkerRegistration | undefined> = serviceWorkers
    .register(SCRIPT, options)
    .catch((error: unknown) => {
      // TypeError: the script did not arrive, or does not run. SecurityError: of a wrong type, or forbidden.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      throw new InstallationFailure(error.message);
    });
  const registration = await registering;
  // Some environments disable service workers by returning nothing here.
  if (!registration) throw new InstallationFailure('service workers are switched off');
  if (registration.active) return registration;
  const worker = registration.installing ?? registration.waiting;
  await new Promise<void>((resolve, reject) => {
    const settle = (): void => {
      if (worker?.state === 'activated') resolve();
      if (!worker || worker.state === 'redundant') {
        reject(new InstallationFailure('it was refused when it was to be installed'));
      }
    };
    worker?.addEventListener('statechange', settle);
    settle();
  });
  return registration;
}
