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

/** Delay that combines several changes into one write. */
const WRITTEN_AFTER_MS = 500;

/** The parts of the page that a session stores and restores. */
export interface KeptPage {
  /** What the visitor drew. */
  readonly drawing: Signal<Drawing>;
  /** Whether a stroke is being drawn. The session is written when it has ended. */
  readonly isDrawing: Signal<boolean>;
  /** The checkpoints; empty until they have arrived. */
  readonly checkpoints: Signal<readonly Checkpoint[]>;
  /** Index of the one that was asked for. */
  readonly position: Signal<number>;
  /** The network on screen. */
  readonly network: Signal<NetworkSpec | undefined>;
  readonly picked: WritableSignal<NeuronId | undefined>;
  /** Asks for a checkpoint. */
  readonly show: (index: number) => void;
}

/**
 * Stores the page's state in this tab and restores it after a reload: by hand, by an update, or after the system
 * discarded the tab. If storage is off or full, the page works without it.
 */
@Service()
export class SessionKeeper {
  private readonly document = inject(DOCUMENT);
  private readonly clock = inject(CLOCK);
  /** What has yet to be restored, because no network has it so far. */
  private readonly waiting = signal<Pick<Session, 'checkpoint' | 'picked'>>(FRESH_SESSION);
  /** Contains the folder, so that two copies of the app on one origin do not share a session. */
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
   * Restores the page's last state in this tab, and stores every change from now on. The checkpoint and the neuron are
   * restored once a network has them. Must be called in an injection context that ends with the page.
   * @returns the restored drawing
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

  /** Drops what has yet to be restored, and stores the present state. */
  startAfresh(): void {
    this.waiting.set(FRESH_SESSION);
    this.save();
  }

  /** Stores the present state. */
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

  /** An earlier version of the app passed the drawing to its successor in the history's state. */
  private carriedDrawing(): Drawing | undefined {
    const history = this.document.defaultView?.history;
    const state: unknown = history?.state;
    if (!isObject(state) || !('drawing' in state)) return undefined;
    history?.replaceState(null, '');
    return parseDrawing(state['drawing']);
  }

  private storage(use: (storage: Storage) => string | null): string | null {
    try {
      // `null` in Android web views with storage switched off.
      const storage = this.document.defaultView?.sessionStorage as Storage | null | undefined;
      return storage ? use(storage) : null;
    } catch (error) {
      // SecurityError: storage is switched off. QuotaExceededError: what was stored before stays.
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}
