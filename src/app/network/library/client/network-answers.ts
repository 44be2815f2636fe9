import { FormatError } from '#model';
import { effect, inject, signal, type Signal } from '@angular/core';
import { CLOCK } from '../../../platform/clock.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import type { NetworkAnswer } from '../shared/library-network.ts';
import { LibraryService } from './library-service.ts';

/** A drawing is read when it has been left alone for so long. */
const REST_MS = 150;
const NOTHING: ReadonlyMap<string, NetworkAnswer> = new Map();

/**
 * What each network on this device reads in a drawing, by the network's id; empty where there is none. To be called
 * where something can be injected.
 * @param image ink 0..1, row-major, `[28][28]`; undefined while nothing is to be read. It is read anew when a signal
 *   changes that this asks for.
 */
export function networkAnswers(
  image: () => Float32Array | undefined,
): Signal<ReadonlyMap<string, NetworkAnswer>> {
  const library = inject(LibraryService);
  const clock = inject(CLOCK);
  const answers = signal(NOTHING);

  async function read(drawn: Float32Array, asking: AbortSignal): Promise<void> {
    try {
      answers.set(await library.answers(drawn, asking));
    } catch (error) {
      if (asking.aborted) return;
      // The worker has died, storage fails, or networks are damaged: nothing is said of them.
      if (!(error instanceof WeightsFailure || error instanceof FormatError)) throw error;
      answers.set(NOTHING);
    }
  }

  effect((onCleanup) => {
    const drawn = image();
    if (!drawn) {
      answers.set(NOTHING);
      return;
    }
    const asking = new AbortController();
    const forget = clock.after(REST_MS, () => void read(drawn, asking.signal));
    onCleanup(() => {
      forget();
      asking.abort(new DOMException('something else is to be read', 'AbortError'));
    });
  });
  return answers.asReadonly();
}
