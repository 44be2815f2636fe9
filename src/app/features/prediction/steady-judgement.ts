import { SteadyJudgement, type CurrentJudgement, type Judgement } from '#model';
import { DestroyRef, effect, inject, signal, type Signal } from '@angular/core';
import { CLOCK } from '../../platform/clock.ts';

/** The judgement to show: follows the newest one without flickering while the pen is down. */
export function steadyJudgement(
  judgement: Signal<Judgement>,
  isDrawing: Signal<boolean>,
): Signal<CurrentJudgement> {
  const clock = inject(CLOCK);
  const steady = new SteadyJudgement();
  const said = signal<CurrentJudgement>({ kind: 'blank' });
  let cancelTimer: (() => void) | undefined;
  const update = (newest: Judgement, drawing: boolean): void => {
    cancelTimer?.();
    const next = steady.follow(newest, clock.now(), drawing);
    said.set(next.said);
    if (next.askAgainMs === undefined) return;
    cancelTimer = clock.after(next.askAgainMs, () => {
      update(newest, drawing);
    });
  };
  effect(() => {
    update(judgement(), isDrawing());
  });
  inject(DestroyRef).onDestroy(() => {
    cancelTimer?.();
  });
  return said.asReadonly();
}
