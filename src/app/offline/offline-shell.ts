import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { Retry } from '../weights/retry.ts';
import { TIMER } from '../ui/timer.ts';
import { CACHES } from './platform.ts';
import { ShellFiles, type FilesFound } from './shell-files.ts';
import { ShellRegistration } from './shell-registration.ts';

/** How many of the app's own files are on this device. */
export interface ShellProgress {
  readonly files: number;
  readonly filesHere: number;
}

/**
 * The app itself on this device: HTML, scripts, styles, fonts, icons. Angular's service worker keeps them, but
 * waits for a quiet moment first and gives up when one file does not arrive; so what it lacks is brought to it.
 */
@Service()
export class OfflineShell {
  private readonly registration = inject(ShellRegistration);
  private readonly files = filesIn(inject(CACHES), new URL('.', inject(DOCUMENT).baseURI).href);
  private readonly found = signal<ShellProgress | undefined>(undefined);
  private readonly retrying = new Retry(inject(TIMER), () => {
    void this.look();
  });
  private looksInVain = 0;

  readonly isSupported = this.registration.isSupported && this.files !== undefined;
  /** Undefined until the service worker knows what there is. */
  readonly progress = this.found.asReadonly();
  readonly isWhole = computed(() => {
    const found = this.found();
    return found !== undefined && found.files > 0 && found.filesHere === found.files;
  });

  constructor() {
    const document = inject(DOCUMENT);
    const window = document.defaultView;
    const lookAgain = (): void => {
      if (document.visibilityState === 'visible' && this.isStarted) void this.look();
    };
    document.addEventListener('visibilitychange', lookAgain);
    window?.addEventListener('online', lookAgain);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', lookAgain);
      window?.removeEventListener('online', lookAgain);
      this.retrying.reset();
    });
  }

  private isStarted = false;

  /** Has the app kept on this device. */
  start(): void {
    this.isStarted = true;
    void this.registration.register().then(() => this.look());
  }

  /** Counts the files and fetches what is missing, again and again until all are there. Never rejects. */
  async look(): Promise<void> {
    if (!this.files || !this.isStarted) return;
    try {
      await this.count(this.files);
      if (this.found() && !this.isWhole() && (await this.files.fill()) > 0) {
        await this.count(this.files);
      }
    } catch {
      // SecurityError and the like: storage was switched off, or is broken. Nothing is here then.
      this.found.set(undefined);
    }
    if (this.isWhole()) {
      this.retrying.reset();
      return;
    }
    // A worker that failed to begin forgets that when the browser ends it, after half a minute's rest.
    this.looksInVain += 1;
    if (!this.found() && this.looksInVain % 2 === 0) this.registration.wake();
    this.retrying.failed();
  }

  /** Compares every file with its hash and mends what it can. */
  async inspect(): Promise<FilesFound> {
    const found = (await this.files?.inspect()) ?? { whole: 0, mended: 0, missing: 0 };
    await this.look();
    return found;
  }

  /** Bytes of the files that are kept. */
  async measure(): Promise<number> {
    return (await this.files?.measure()) ?? 0;
  }

  /** Deletes the app from this device until it is next started; while it is open it goes on. */
  async clear(): Promise<void> {
    this.stop();
    await this.files?.clear();
    if (this.files) await this.count(this.files);
  }

  /** Deletes the app and its service worker, so that the next opening begins like the first. */
  async discard(): Promise<void> {
    this.stop();
    await this.registration.unregister();
    await this.files?.discard();
    this.found.set(undefined);
  }

  private stop(): void {
    this.isStarted = false;
    this.retrying.reset();
  }

  private async count(files: ShellFiles): Promise<void> {
    this.found.set(await files.count());
  }
}

function filesIn(caches: CacheStorage | undefined, folder: string): ShellFiles | undefined {
  return caches && new ShellFiles(caches, folder);
}
