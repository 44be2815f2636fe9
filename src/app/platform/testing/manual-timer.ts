import type { Timer } from '../timer.ts';

/** A clock that a spec moves on. */
export class ManualTimer {
  private readonly planned = new Set<{ readonly callback: () => void; readonly delayMs: number }>();

  readonly timer: Timer = (callback, delayMs) => {
    const plan = { callback, delayMs };
    this.planned.add(plan);
    return () => this.planned.delete(plan);
  };

  /** What is waited for. */
  get delays(): number[] {
    return [...this.planned].map(({ delayMs }) => delayMs);
  }

  /** Lets everything waited for happen. */
  elapse(): void {
    const due = [...this.planned];
    this.planned.clear();
    for (const { callback } of due) callback();
  }
}
