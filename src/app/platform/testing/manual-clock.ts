import type { Clock } from '../clock.ts';

interface Plan {
  readonly delayMs: number;
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that a spec moves: until then, no time passes and nothing is called back. */
export class ManualClock implements Clock {
  private time = 0;
  private wallTimeAtStart = Date.UTC(2027, 0, 15, 8);
  private readonly plans = new Set<Plan>();
  private readonly frames = new Map<number, (nowMs: number) => void>();
  private lastHandle = 0;

  /** The delays of all timers that have not fired yet. */
  get delays(): number[] {
    return [...this.plans].map(({ delayMs }) => delayMs);
  }

  /** Whether a frame has been requested. */
  get isFrameRequested(): boolean {
    return this.frames.size > 0;
  }

  now(): number {
    return this.time;
  }

  wallTime(): number {
    return this.wallTimeAtStart + this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const plan = { delayMs: milliseconds, dueMs: this.time + milliseconds, callback };
    this.plans.add(plan);
    return () => this.plans.delete(plan);
  }

  requestFrame(callback: (nowMs: number) => void): number {
    this.lastHandle += 1;
    this.frames.set(this.lastHandle, callback);
    return this.lastHandle;
  }

  cancelFrame(handle: number): void {
    this.frames.delete(handle);
  }

  /** Lets time pass: timers fire on the way, each at its time, and one frame follows at the end. */
  pass(milliseconds: number): void {
    const endMs = this.time + milliseconds;
    for (;;) {
      const [next] = this.inOrder();
      if (!next || next.dueMs > endMs) break;
      this.ring(next);
    }
    this.time = endMs;
    const frames = [...this.frames.values()];
    this.frames.clear();
    for (const callback of frames) callback(endMs);
  }

  /** Lets time pass until all current timers have fired; those set meanwhile may remain. */
  elapse(): void {
    for (const plan of this.inOrder()) if (this.plans.has(plan)) this.ring(plan);
  }

  /** Moves the time of day forward, as when the device slept, or back. */
  shiftWallTime(milliseconds: number): void {
    this.wallTimeAtStart += milliseconds;
  }

  private inOrder(): Plan[] {
    return [...this.plans].sort((a, b) => a.dueMs - b.dueMs);
  }

  private ring(plan: Plan): void {
    this.plans.delete(plan);
    this.time = Math.max(this.time, plan.dueMs);
    plan.callback();
  }
}
