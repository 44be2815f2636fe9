import { BLANK_DRAWING, isBlankDrawing } from '#model';
import { computed, DestroyRef, effect, inject } from '@angular/core';
import { Demonstration } from '../../features/drawing/demonstration.ts';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import { SampleDigits } from '../../features/drawing/sample-digits.ts';
import { OfflineReadiness } from '../../features/offline/offline-readiness.ts';
import { AppUpdates } from '../../features/offline/updates/app-updates.ts';
import { WeightsService } from '../../network/weights/client/weights-service.ts';
import { CLOCK } from '../../platform/clock.ts';
import { SessionKeeper } from '../../platform/session-keeper.ts';
import { ReadingSession } from './reading-session.ts';

/** Delay of what can wait, milliseconds: the picture's script and the first drawing come first. */
const FIRST_THINGS_FIRST_MS = 1500;

/**
 * Restores what the tab had on the page, saves it from now on, and starts what can wait once the network reads.
 * Call it in the page's constructor: it uses that injection context, and ends with the page.
 */
export function startReading(): void {
  const [session, store] = [inject(ReadingSession), inject(DrawingStore)];
  const [weights, keeper] = [inject(WeightsService), inject(SessionKeeper)];
  const demonstration = inject(Demonstration);
  // Do not save the demonstration's drawing.
  const drawing = computed(() => (demonstration.isShowing() ? BLANK_DRAWING : session.drawing()));
  const kept = keeper.start({
    drawing,
    isDrawing: session.isPenDown,
    picked: session.selection,
    checkpoints: computed(() => weights.set()?.timeline ?? []),
    position: weights.position,
    network: computed(() => session.network()?.network),
    show: (index) => {
      weights.show(index);
    },
  });
  if (!isBlankDrawing(kept)) store.dispatch({ kind: 'reset', drawing: kept });
  const endGuard = inject(AppUpdates).guard(() => isBlankDrawing(drawing()));
  inject(DestroyRef).onDestroy(() => {
    endGuard();
    keeper.save();
  });
  const [samples, readiness, clock] = [
    inject(SampleDigits),
    inject(OfflineReadiness),
    inject(CLOCK),
  ];
  const waiting = effect(() => {
    if (!session.isReady()) return;
    waiting.destroy();
    demonstration.prepare();
    clock.after(FIRST_THINGS_FIRST_MS, () => {
      void samples.load();
      readiness.start();
    });
  });
}
