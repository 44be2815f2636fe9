import type { Clock } from '../clock.ts';

interface Plan {
  readonly delayMs: number;
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that a spec moves on: until it does, no time passes and nothing is called back. */
export class ManualClock implements Clock {
  private time = 0;
  private wallTimeAtStart = Date.UTC(2027, 0, 15, 8);
  private readonly plans = new Set<Plan>();
  private readonly frames = new Map<number, (nowMs: number) => void>();
  private lastHandle = 0;

  /** How long each timer was set for that has not rung yet. */
  get delays(): number[] {
    return [...this.plans].map(({ delayMs }) => delayMs);
  }

  /** Whether anyone waits for a frame. */
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

  /** Lets time pass: timers ring on the way, each at its moment, and one frame comes at the end. */
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

  /** Lets as much time pass as the timers take that are set now; those that are set meanwhile wait. */
  elapse(): void {
    for (const plan of this.inOrder()) if (this.plans.has(plan)) this.ring(plan);
  }

  /** Puts the time of day forward, as when the device slept, or back. */
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
