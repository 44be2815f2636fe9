import { DOCUMENT } from '@angular/common';
import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import type { FileProblem } from '../../../network/weights/shared/file-failure.ts';
import { Retry } from '../../../platform/retry.ts';
import { SERVER_PROBE } from '../../../network/weights/shared/server-probe.ts';
import { StorageFailure } from '../../../network/storage/storage-failure.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { APP_FOLDER } from '../../../platform/page-address.ts';
import { CACHES } from '../../../platform/browser.ts';
import { whenOnline } from '../../../platform/when-online.ts';
import { ShellFiles, type FilesFound } from './shell-files.ts';
import { ShellRegistration } from './shell-registration.ts';

/** How many of the app's own files are on this device. */
export interface ShellProgress {
  readonly files: number;
  readonly filesHere: number;
}

/**
 * State of the app's files: unknown; loading; waiting for the network; blocked, because the server does not deliver
 * some of them intact (see `problems`); unstorable on this device; or complete.
 */
export type ShellState = 'unknown' | 'loading' | 'waiting' | 'blocked' | 'unstorable' | 'complete';

/**
 * The app itself on this device: HTML, scripts, styles, fonts, icons. Angular's service worker caches them, but only
 * when it is idle, and gives up when one file does not arrive. So this fetches what its cache lacks.
 */
@Service()
export class OfflineShell {
  private readonly registration = inject(ShellRegistration);
  private readonly files = shellFiles();
  private readonly found = signal<ShellProgress | undefined>(undefined);
  private readonly filling = signal<{
    readonly problems: readonly FileProblem[];
    readonly obstacle?: 'waiting' | 'unstorable';
  }>({ problems: [] });
  private readonly retrying = new Retry(inject(CLOCK), () => {
    void this.refresh();
  });
  private failedRefreshes = 0;

  readonly isSupported = this.registration.isSupported && this.files !== undefined;
  /** Undefined until the service worker has its list of files. */
  readonly progress = this.found.asReadonly();
  /** Files that the network is not to blame for. */
  readonly problems = computed((): readonly FileProblem[] => {
    const problem = this.registration.problem();
    const { problems } = this.filling();
    return problem && problem !== 'network' ? [problem, ...problems] : problems;
  });
  readonly state = computed((): ShellState => {
    const found = this.found();
    if (found && found.files > 0 && found.filesHere === found.files) return 'complete';
    const { obstacle } = this.filling();
    if (obstacle === 'unstorable') return obstacle;
    if (this.problems().length > 0) return 'blocked';
    if (obstacle === 'waiting' || this.registration.problem() === 'network') return 'waiting';
    return found ? 'loading' : 'unknown';
  });

  constructor() {
    const document = inject(DOCUMENT);
    const refreshIfVisible = (): void => {
      if (document.visibilityState === 'visible' && this.isStarted) void this.refresh();
    };
    document.addEventListener('visibilitychange', refreshIfVisible);
    whenOnline(refreshIfVisible);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', refreshIfVisible);
      this.retrying.reset();
    });
  }

  private isStarted = false;

  /** Starts storing the app on this device. */
  start(): void {
    this.isStarted = true;
    void this.registration.register().then(() => this.refresh());
  }

  /** Counts the files and fetches missing ones; repeats until all are there. */
  async refresh(): Promise<void> {
    if (!this.files || !this.isStarted) return;
    try {
      await this.count(this.files);
      if (this.found() && !this.isComplete()) await this.fill(this.files);
    } catch (error) {
      // Storage is switched off, broken or full. Unless it is merely full, what is stored cannot be known.
      if (!(error instanceof StorageFailure)) throw error;
      this.filling.set({ problems: [], obstacle: 'unstorable' });
      if (error.reason !== 'full') this.found.set(undefined);
    }
    if (this.isComplete()) {
      this.filling.set({ problems: [] });
      this.retrying.reset();
      return;
    }
    // A worker that failed to initialise tries again only after the browser has stopped it, after 30 s without events.
    this.failedRefreshes += 1;
    if (!this.found() && this.failedRefreshes % 2 === 0) this.registration.wake();
    this.retrying.scheduleNext();
  }

  /**
   * Compares every file with its hash and repairs what it can; undefined before the list of files is known. Rejects
   * with `StorageFailure`.
   */
  async inspect(): Promise<FilesFound | undefined> {
    const found = await this.files?.inspect();
    await this.refresh();
    return found;
  }

  /** Total size of the stored files. Rejects with `StorageFailure`. */
  async measure(): Promise<number> {
    return (await this.files?.measure()) ?? 0;
  }

  /**
   * Deletes the app's files. They are stored again the next time that the app is opened. Rejects with `StorageFailure`.
   */
  async clear(): Promise<void> {
    const { isStarted } = this;
    this.stop();
    try {
      await this.files?.clear();
    } catch (error) {
      // Half an app does not work: fetch what was deleted again.
      this.isStarted = isStarted;
      void this.refresh();
      throw error;
    }
    if (this.files) await this.count(this.files);
  }

  /** Deletes the files and the service worker, so that the next start is like the first. */
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

  private isComplete(): boolean {
    return this.state() === 'complete';
  }

  private async fill(files: ShellFiles): Promise<void> {
    const { problems, isCutOff } = await files.fill();
    this.filling.set({ problems, ...(isCutOff && { obstacle: 'waiting' as const }) });
    await this.count(files);
  }

  private async count(files: ShellFiles): Promise<void> {
    this.found.set(await files.count());
  }
}

function shellFiles(): ShellFiles | undefined {
  const [caches, folder, doesServerAnswer] = [
    inject(CACHES),
    inject(APP_FOLDER),
    inject(SERVER_PROBE),
  ];
  return caches && new ShellFiles(caches, folder, doesServerAnswer);
}
