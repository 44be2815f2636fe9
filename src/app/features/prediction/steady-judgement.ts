import { SteadyJudgement, type Judgement } from '#model';
import { DestroyRef, effect, inject, signal, type Signal } from '@angular/core';

/** What to say of the drawing, following the judgements without flickering while the pen is down. */
export function steadyJudgement(
  judgement: Signal<Judgement>,
  isDrawing: Signal<boolean>,
): Signal<Judgement> {
  const steady = new SteadyJudgement();
  const said = signal<Judgement>({ kind: 'blank' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (newest: Judgement, drawing: boolean): void => {
    clearTimeout(timer);
    const next = steady.follow(newest, performance.now(), drawing);
    said.set(next.said);
    if (next.askAgainMs === undefined) return;
    timer = setTimeout(() => {
      follow(newest, drawing);
    }, next.askAgainMs);
  };
  effect(() => {
    follow(judgement(), isDrawing());
  });
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
  });
  return said.asReadonly();
}
