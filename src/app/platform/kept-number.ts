import { computed, type Signal } from '@angular/core';
import { keptChoice } from './kept-choice.ts';

/** A number that stays on this device. */
export interface KeptNumber {
  readonly value: Signal<number>;
  choose(value: number): void;
  /** Back to what it was before anyone chose. */
  forget(): void;
}

/** A number kept under a name in the browser's storage; what is kept counts only within its bounds. */
export function keptNumber(
  name: string,
  { least, most, fallback }: Readonly<Record<'least' | 'most' | 'fallback', number>>,
): KeptNumber {
  const kept = keptChoice<string>(name, {
    isValid: (text): text is string =>
      text.trim() !== '' && Number(text) >= least && Number(text) <= most,
    fallback: String(fallback),
  });
  return {
    value: computed(() => Number(kept.value())),
    choose(value) {
      kept.choose(String(value));
    },
    forget() {
      kept.forget();
    },
  };
}
