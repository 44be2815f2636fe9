import {
  hasNeuron,
  isBlankDrawing,
  isObject,
  parseDrawing,
  type Checkpoint,
  type Drawing,
  type NetworkSpec,
  type NeuronId,
} from '#model';
import { DOCUMENT } from '@angular/common';
import {
  computed,
  DestroyRef,
  effect,
  inject,
  Service,
  signal,
  untracked,
  type Signal,
  type WritableSignal,
} from '@angular/core';
import { CLOCK } from './clock.ts';
import { appFolderOf } from './page-address.ts';
import { FRESH_SESSION, readSession, writeSession, type Session } from './kept-session.ts';

/** Changes that come one after the other are written once. */
const WRITTEN_AFTER_MS = 500;

/** The page, as far as it is kept. */
export interface KeptPage {
  /** What the visitor drew. */
  readonly drawing: Signal<Drawing>;
  /** Whether a stroke goes on: it is written when it has ended. */
  readonly isDrawing: Signal<boolean>;
  /** The moments of training that there are; empty before they have arrived. */
  readonly checkpoints: Signal<readonly Checkpoint[]>;
  /** Index of the one that was asked for. */
  readonly position: Signal<number>;
  /** The network on screen. */
  readonly network: Signal<NetworkSpec | undefined>;
  readonly picked: WritableSignal<NeuronId | undefined>;
  /** Asks for a moment of training. */
  readonly show: (index: number) => void;
}

/**
 * Keeps what someone has on the page in this tab, for when it is loaded again: by hand, by an update, or by a
 * system that had given it up. Where the browser keeps nothing, or has no room left, the page goes on without.
 */
@Service()
export class SessionKeeper {
  private readonly document = inject(DOCUMENT);
  private readonly clock = inject(CLOCK);
  /** What has not come back yet: there is no network that has it. */
  private readonly waiting = signal<Pick<Session, 'checkpoint' | 'picked'>>(FRESH_SESSION);
  /** Two copies of the app on one origin share none. */
  private readonly key = `${appFolderOf(this.document).pathname}:session`;
  private carried: Drawing | undefined;
  private session: Signal<Session> | undefined;
  private cancel: (() => void) | undefined;

  constructor() {
    this.carried = this.carriedDrawing();
    const { document } = this;
    const window = document.defaultView;
    const save = (): void => {
      this.save();
    };
    const saveHidden = (): void => {
      if (document.hidden) this.save();
    };
    window?.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', saveHidden);
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', saveHidden);
      this.cancel?.();
    });
  }

  /**
   * Brings back what was on the page when it was last here in this tab, and keeps what changes from here on. The
   * checkpoint and the neuron come back once there is a network that has them. To be called in an injection
   * context, which ends with the page.
   * @returns the drawing
   */
  start(page: KeptPage): Drawing {
    const { waiting } = this;
    const { drawing, checkpoint, picked } = this.restored();
    waiting.set({ checkpoint, picked });
    effect(() => {
      const id = waiting().checkpoint;
      const checkpoints = page.checkpoints();
      if (id === undefined || checkpoints.length === 0) return;
      const index = checkpoints.findIndex((one) => one.id === id);
      waiting.update(({ picked }) => ({ checkpoint: undefined, picked }));
      if (index >= 0)
        untracked(() => {
          page.show(index);
        });
    });
    effect(() => {
      const id = waiting().picked;
      const network = page.network();
      if (!id || !network) return;
      waiting.update(({ checkpoint }) => ({ checkpoint, picked: undefined }));
      if (hasNeuron(network, id)) page.picked.set(id);
    });
    const session = computed(() => ({
      drawing: page.drawing(),
      checkpoint: waiting().checkpoint ?? page.checkpoints()[page.position()]?.id,
      picked: waiting().picked ?? page.picked(),
    }));
    this.session = session;
    effect(() => {
      session();
      untracked(() => {
        this.saveSoon(page.isDrawing);
      });
    });
    return drawing;
  }

  /** Lets go of what has not come back yet, and keeps what there is now. */
  startAfresh(): void {
    this.waiting.set(FRESH_SESSION);
    this.save();
  }

  /** Keeps what there is now. */
  save(): void {
    this.cancel?.();
    this.cancel = undefined;
    const session = untracked(() => this.session?.());
    if (!session) return;
    const text = writeSession(session, this.clock.wallTime());
    this.storage((storage) => {
      storage.setItem(this.key, text);
      return null;
    });
  }

  private saveSoon(isDrawing: Signal<boolean>): void {
    this.cancel ??= this.clock.after(WRITTEN_AFTER_MS, () => {
      this.cancel = undefined;
      if (untracked(isDrawing)) this.saveSoon(isDrawing);
      else this.save();
    });
  }

  private restored(): Session {
    const text = this.storage((storage) => storage.getItem(this.key));
    const session = readSession(text, this.clock.wallTime());
    const { carried } = this;
    this.carried = undefined;
    return carried && isBlankDrawing(session.drawing) ? { ...session, drawing: carried } : session;
  }

  /** The version of the app before this one carried a drawing over an update in the history. */
  private carriedDrawing(): Drawing | undefined {
    const history = this.document.defaultView?.history;
    const state: unknown = history?.state;
    if (!isObject(state) || !('drawing' in state)) return undefined;
    history?.replaceState(null, '');
    return parseDrawing(state['drawing']);
  }

  private storage(use: (storage: Storage) => string | null): string | null {
    try {
      // `null` in views of Android apps that switch it off.
      const storage = this.document.defaultView?.sessionStorage as Storage | null | undefined;
      return storage ? use(storage) : null;
    } catch (error) {
      // SecurityError: storage is switched off. QuotaExceededError: what was kept before stays.
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}
