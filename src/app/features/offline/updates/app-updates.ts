import { DestroyRef, effect, inject, Service, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SwUpdate } from '@angular/service-worker';
import { MissingParts } from '../../../platform/missing-parts.ts';
import { CLOCK } from '../../../platform/clock.ts';
import type { FileProblem } from '../../../network/weights/shared/file-failure.ts';
import { StorageFailure } from '../../../network/storage/storage-failure.ts';
import { OfflineShell } from '../service-worker/offline-shell.ts';
import { APP_FOLDER } from '../../../platform/page-address.ts';
import { RELOAD } from '../../../platform/browser.ts';
import { whenOnline } from '../../../platform/when-online.ts';
import { IdleWatcher } from './idle-watcher.ts';
import { diagnoseUpdate, isVersionThere } from '../service-worker/worker-diagnosis.ts';

/** The page reloads for an update only after this long without input. */
const IDLE_MS = 60_000;
/** How often an open page checks for a newer version. Each visit checks once anyway. */
const CHECK_EVERY_MS = 60 * 60_000;

/**
 * State of updates: no newer version known; one is loading; it failed to arrive, and this version goes on; it is ready
 * and starts with the next reload; or this version is broken: a part is missing here and on the server.
 */
export type UpdateState = 'none' | 'loading' | 'failed' | 'ready' | 'broken';

/** Newer versions of the app, as reported by the service worker. */
@Service()
export class AppUpdates {
  private readonly folder = inject(APP_FOLDER);
  private readonly updates = inject(SwUpdate);
  private readonly shell = inject(OfflineShell);
  private readonly idle = inject(IdleWatcher);
  private readonly reload = inject(RELOAD);
  private readonly clock = inject(CLOCK);
  private readonly destroyRef = inject(DestroyRef);
  private readonly current = signal<UpdateState>('none');
  private readonly refused = signal<FileProblem | undefined>(undefined);
  /** Identifies the newest failure, so that a late diagnosis of an older one is ignored. */
  private lastFailure: symbol | undefined;
  private readonly guards = new Set<() => boolean>();
  private stopWaiting: (() => void) | undefined;
  private cancelCheck: (() => void) | undefined;

  readonly state = this.current.asReadonly();
  /** The file that made a newer version fail, and what arrived instead; undefined if the network was to blame. */
  readonly problem = this.refused.asReadonly();

  constructor() {
    this.updates.versionUpdates.pipe(takeUntilDestroyed()).subscribe((event) => {
      switch (event.type) {
        case 'VERSION_DETECTED':
          this.transitionTo('loading');
          this.refused.set(undefined);
          this.lastFailure = undefined;
          break;
        case 'VERSION_READY':
          this.transitionTo('ready');
          void this.shell.refresh();
          this.waitForIdle();
          break;
        case 'VERSION_INSTALLATION_FAILED':
          this.transitionTo('failed');
          void this.diagnose(event.error);
          break;
        case 'NO_NEW_VERSION_DETECTED':
          this.transitionTo('none');
          break;
        default:
          event satisfies never;
      }
    });
    this.updates.unrecoverable.pipe(takeUntilDestroyed()).subscribe(() => {
      this.current.set('broken');
    });
    // On a first visit there is no service worker yet to report this.
    const { areSome } = inject(MissingParts);
    effect(() => {
      if (areSome()) this.current.set('broken');
    });
    whenOnline(() => {
      void this.check();
    });
    this.destroyRef.onDestroy(() => {
      this.stopWaiting?.();
      this.cancelCheck?.();
    });
  }

  /** Checks for newer versions regularly. */
  start(): void {
    this.cancelCheck = this.clock.after(CHECK_EVERY_MS, () => {
      void this.check();
      this.start();
    });
  }

  /**
   * Adds a condition for an automatic reload: whether nothing would be lost by it.
   * @returns a function that removes the condition
   */
  guard(canInterrupt: () => boolean): () => void {
    this.guards.add(canInterrupt);
    return () => this.guards.delete(canInterrupt);
  }

  /** Checks for a newer version now. */
  async check(): Promise<void> {
    if (!this.updates.isEnabled) return;
    try {
      await this.updates.checkForUpdate();
    } catch (error) {
      // The service worker reports its failures as a plain `Error`, for example when the server is out of reach.
      if (!(error instanceof Error) || error.name !== 'Error') throw error;
    }
  }

  /**
   * Reloads into the newest stored version; store the page's state first. A broken version is deleted and loaded from
   * the server again; if the server is out of reach, nothing happens, because the rest still works.
   */
  async openNewest(): Promise<void> {
    if (this.current() === 'broken') {
      if (!(await isVersionThere(this.folder))) return;
      await this.discard();
    }
    this.reload();
  }

  private async diagnose(error: string): Promise<void> {
    const failure = (this.lastFailure = Symbol());
    const problem = await diagnoseUpdate(this.folder, error);
    if (failure === this.lastFailure) this.refused.set(problem);
  }

  private transitionTo(state: UpdateState): void {
    const now = this.current();
    // A ready update stays ready, whatever happens to an even newer one; and no event repairs a broken version.
    if (now === 'broken' || (now === 'ready' && state !== 'ready')) return;
    this.current.set(state);
  }

  private waitForIdle(): void {
    this.stopWaiting ??= this.idle.onIdle(IDLE_MS, () => {
      if ([...this.guards].every((canInterrupt) => canInterrupt())) this.reload();
    });
  }

  private async discard(): Promise<void> {
    try {
      await this.shell.discard();
    } catch (error) {
      // The next start may still repair what could not be deleted.
      if (!(error instanceof StorageFailure)) throw error;
    }
  }
}
