import type { LabEvent, LabNotice, LabStarted } from '../shared/lab-protocol.ts';

/** What tabs tell each other. */
export type TabMessage =
  /** A tab that watches wants to know how things are. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'run'; readonly run: LabStarted }
  | { readonly kind: 'event'; readonly event: LabEvent };

/** What tabs share; replaced in specs. */
export interface TabLink {
  /**
   * Takes the lock that one tab can have.
   * @returns what lets go of it; undefined if another tab has it
   */
  readonly tryLock: () => Promise<(() => void) | undefined>;
  /** Whether another tab, or this one, has the lock. */
  readonly isLocked: () => Promise<boolean>;
  /** Resolves when the lock is free. */
  readonly whenFree: (signal: AbortSignal) => Promise<void>;
  readonly post: (message: TabMessage) => void;
  readonly onMessage: (heard: (message: TabMessage) => void) => void;
}

/** Weights go to tabs that watch so often at most: each time they are copied. */
const WATCHED_FRAME_MS = 500;

/** One tab learns, others watch. */
export class LabTabs {
  private readonly link: TabLink;
  private readonly now: () => number;
  private readonly notify: (notice: LabNotice) => void;
  private release: (() => void) | undefined;
  private isWatched = false;
  private isWatching = false;
  private framedMs = -Infinity;
  private run: () => LabStarted | undefined = () => undefined;

  constructor(link: TabLink, now: () => number, notify: (notice: LabNotice) => void) {
    this.link = link;
    this.now = now;
    this.notify = notify;
    link.onMessage((message) => {
      this.hear(message);
    });
  }

  /** Whether another tab learns. */
  async isElsewhere(): Promise<boolean> {
    return this.release === undefined && (await this.link.isLocked());
  }

  /**
   * Makes this the tab that learns, if no other does.
   * @param run how its run is, for tabs that begin to watch
   */
  async take(run: () => LabStarted | undefined): Promise<boolean> {
    this.release ??= await this.link.tryLock();
    if (!this.release) return false;
    this.isWatching = false;
    this.run = run;
    return true;
  }

  /** Lets another tab learn. */
  letGo(): void {
    this.release?.();
    this.release = undefined;
  }

  /** Watches the tab that learns, and says when it has let go. */
  watch(signal: AbortSignal): void {
    this.isWatching = true;
    this.link.post({ kind: 'hello' });
    this.link.whenFree(signal).then(
      () => {
        this.isWatching = false;
        this.notify({ kind: 'free' });
      },
      () => {
        // The request was aborted: the session has ended.
      },
    );
  }

  /** Tells tabs that watch what the run tells; ask before its buffers are handed over. */
  tell(event: LabEvent): void {
    if (!this.isWatched) return;
    if (event.kind === 'frame') {
      if (this.now() - this.framedMs < WATCHED_FRAME_MS) return;
      this.framedMs = this.now();
    }
    this.link.post({ kind: 'event', event });
  }

  /** A run has begun. */
  began(run: LabStarted): void {
    if (this.isWatched) this.link.post({ kind: 'run', run });
  }

  private hear(message: TabMessage): void {
    switch (message.kind) {
      case 'hello': {
        const run = this.release && this.run();
        if (!run) return;
        this.isWatched = true;
        this.link.post({ kind: 'run', run });
        break;
      }
      case 'run':
        if (this.isWatching) this.notify({ kind: 'watched', run: message.run });
        break;
      case 'event':
        if (this.isWatching) this.notify({ kind: 'event', event: message.event });
        break;
      default:
        message satisfies never;
    }
  }
}
