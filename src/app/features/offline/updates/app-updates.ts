import { DestroyRef, effect, inject, Service, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { SwUpdate } from '@angular/service-worker';
import { MissingParts } from '../../../platform/missing-parts.ts';
import { CLOCK } from '../../../platform/clock.ts';
import type { FileProblem } from '../../../network/weights/shared/file-failure.ts';
import { StorageFailure } from '../../../network/weights/shared/storage-failure.ts';
import { OfflineShell } from '../service-worker/offline-shell.ts';
import { APP_FOLDER } from '../../../platform/page-address.ts';
import { RELOAD } from '../../../platform/browser.ts';
import { whenOnline } from '../../../platform/when-online.ts';
import { IdleWatcher } from './idle-watcher.ts';
import { diagnoseUpdate, isVersionThere } from '../service-worker/worker-diagnosis.ts';

/** An update may come in when nobody has touched the app for so long. */
const IDLE_MS = 60_000;
/** How often a page that stays open looks for a newer version; each visit does anyway. */
const CHECK_EVERY_MS = 60 * 60_000;

/**
 * Where the app stands: nothing is known of a newer version; one is being fetched; did not arrive whole, and
 * this one goes on; is here, and comes with the next opening; or a part of this one is not on the device and
 * did not come from the server.
 */
export type UpdateState = 'none' | 'loading' | 'failed' | 'ready' | 'broken';

/** Newer versions of the app, as the service worker tells of them. */
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
  /** The one that `problem` tells of, or will. */
  private lastFailure: symbol | undefined;
  private readonly guards = new Set<() => boolean>();
  private stopWaiting: (() => void) | undefined;
  private cancelCheck: (() => void) | undefined;

  readonly state = this.current.asReadonly();
  /** The file that a newer version failed for, and what came instead; undefined where the network was to blame. */
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
    // A first visit has no service worker yet that could tell.
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

  /** Looks for newer versions from time to time, and changes to one by itself in a quiet moment. */
  start(): void {
    this.cancelCheck = this.clock.after(CHECK_EVERY_MS, () => {
      void this.check();
      this.start();
    });
  }

  /**
   * Has somebody say whether nothing would be lost by a change to another version.
   * @returns what ends that
   */
  guard(canInterrupt: () => boolean): () => void {
    this.guards.add(canInterrupt);
    return () => this.guards.delete(canInterrupt);
  }

  /** Looks for a newer version now. */
  async check(): Promise<void> {
    if (!this.updates.isEnabled) return;
    try {
      await this.updates.checkForUpdate();
    } catch (error) {
      // What the service worker reports is an `Error` and no more: the server is out of reach, say.
      if (!(error instanceof Error) || error.name !== 'Error') throw error;
    }
  }

  /**
   * Opens the newest version that is here; what is on the page has to be kept before. What is left of a
   * version that lost a part is given up for what the server has: when that is out of reach, nothing
   * happens, as the rest still works.
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
    // What is ready stays ready whatever comes of a newer one, and what is broken is not repaired by news.
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
      // What cannot be deleted may still be repaired by the next opening.
      if (!(error instanceof StorageFailure)) throw error;
    }
  }
}
