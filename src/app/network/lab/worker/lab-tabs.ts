import type { NetworkSpec } from '#model';
import type { LabEvent, LabNotice, LabStarted } from '../shared/lab-protocol.ts';
import type { RunMilestone } from './run-point.ts';

/** A run as it is now, for tabs that begin to watch. */
export interface WatchedRun {
  readonly run: LabStarted;
  readonly milestones: readonly RunMilestone[];
}

/** What tabs tell each other. */
export type TabMessage =
  /** A tab that watches wants to know how things are. */
  | { readonly kind: 'hello' }
  /** A run has begun, or is shown to a tab that has just come; `told` is what still holds of what it told before. */
  | { readonly kind: 'run'; readonly watched: WatchedRun; readonly told: readonly LabEvent[] }
  /** What is kept of a moment; that it was reached is told next. */
  | { readonly kind: 'milestone'; readonly index: number; readonly milestone: RunMilestone }
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

/** How the tab that learns shows its run to one that has just come. */
export interface ShownToTabs {
  readonly now: () => WatchedRun | undefined;
  /** Its weights, where no frame will come by itself: while it waits. */
  readonly frame: () => Promise<LabEvent | undefined>;
}

/** Weights go to tabs that watch so often at most: each time they are copied. */
const WATCHED_FRAME_MS = 500;
/** What holds until it is told anew. */
const LASTING: readonly LabEvent['kind'][] = ['progress', 'phase', 'dead', 'exam'];

/** One tab learns, others watch. */
export class LabTabs {
  private readonly link: TabLink;
  private readonly now: () => number;
  private readonly notify: (notice: LabNotice) => void;
  private release: (() => void) | undefined;
  private isWatched = false;
  private isWatching = false;
  private framedMs = -Infinity;
  private shown: ShownToTabs | undefined;
  private readonly told = new Map<LabEvent['kind'], LabEvent>();
  private watchedRun: WatchedRun | undefined;

  constructor(link: TabLink, now: () => number, notify: (notice: LabNotice) => void) {
    this.link = link;
    this.now = now;
    this.notify = notify;
    link.onMessage((message) => {
      this.hear(message);
    });
  }

  /** The network of the run that is or was watched here. */
  get spec(): NetworkSpec | undefined {
    return this.watchedRun?.run.spec;
  }

  /** What was kept of the run that is or was watched here. */
  get milestones(): readonly RunMilestone[] {
    return this.watchedRun?.milestones ?? [];
  }

  /** Whether another tab learns. */
  async isElsewhere(): Promise<boolean> {
    return this.release === undefined && (await this.link.isLocked());
  }

  /** Makes this the tab that learns, if no other does. */
  async take(shown: ShownToTabs): Promise<boolean> {
    this.release ??= await this.link.tryLock();
    if (!this.release) return false;
    this.isWatching = false;
    this.watchedRun = undefined;
    this.shown = shown;
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
    this.watchedRun = undefined;
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
    if (LASTING.includes(event.kind)) this.told.set(event.kind, event);
    if (!this.isWatched) return;
    if (event.kind === 'frame') {
      if (!event.isStill && this.now() - this.framedMs < WATCHED_FRAME_MS) return;
      this.framedMs = this.now();
    }
    this.link.post({ kind: 'event', event });
  }

  /** Gives tabs that watch what is kept of a moment: they look at it as the one that learns does. */
  reached(index: number, milestone: RunMilestone): void {
    if (this.isWatched) this.link.post({ kind: 'milestone', index, milestone });
  }

  /** A run has begun. */
  began(run: LabStarted): void {
    this.told.clear();
    if (!this.isWatched) return;
    const milestones = this.shown?.now()?.milestones ?? [];
    this.link.post({ kind: 'run', watched: { run, milestones }, told: [] });
  }

  private hear(message: TabMessage): void {
    switch (message.kind) {
      case 'hello':
        void this.greet();
        break;
      case 'run':
        if (!this.isWatching) return;
        this.watchedRun = message.watched;
        this.notify({ kind: 'watched', run: message.watched.run });
        for (const event of message.told) this.notify({ kind: 'event', event });
        break;
      case 'milestone':
        if (this.isWatching) this.keep(message.index, message.milestone);
        break;
      case 'event':
        if (!this.isWatching) return;
        if (message.event.kind === 'gpu-lost') this.goBack(message.event.images);
        this.notify({ kind: 'event', event: message.event });
        break;
      default:
        message satisfies never;
    }
  }

  private async greet(): Promise<void> {
    if (!this.release) return;
    // Also while its digits are still coming: then it is told when the run begins.
    this.isWatched = true;
    const watched = this.shown?.now();
    if (!watched) return;
    this.link.post({ kind: 'run', watched, told: [...this.told.values()] });
    const event = await this.shown?.frame();
    if (event) this.link.post({ kind: 'event', event });
  }

  private keep(index: number, milestone: RunMilestone): void {
    if (!this.watchedRun) return;
    const milestones = [...this.watchedRun.milestones.slice(0, index), milestone];
    this.watchedRun = { ...this.watchedRun, milestones };
  }

  private goBack(images: number): void {
    if (!this.watchedRun) return;
    const milestones = this.watchedRun.milestones.filter((kept) => kept.images <= images);
    this.watchedRun = { ...this.watchedRun, milestones };
  }
}
