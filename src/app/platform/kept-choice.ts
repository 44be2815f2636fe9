import { signal, type Signal } from '@angular/core';
import { keepValue, keptValue } from './kept-value.ts';

/** A choice that stays on this device. */
export interface KeptChoice<T extends string> {
  readonly value: Signal<T>;
  choose(value: T): void;
  /** Back to what it was before anyone chose. */
  forget(): void;
}

/**
 * A choice kept under a name in the browser's storage; for this visit only where there is none.
 * @param isValid whether a kept text still is a choice: an older or a newer version may have written it
 */
export function keptChoice<T extends string>(
  name: string,
  { isValid, fallback }: { readonly isValid: (text: string) => text is T; readonly fallback: T },
): KeptChoice<T> {
  const kept = keptValue(name);
  const value = signal(kept !== null && isValid(kept) ? kept : fallback);
  return {
    value: value.asReadonly(),
    choose(chosen) {
      value.set(chosen);
      keepValue(name, chosen);
    },
    forget() {
      value.set(fallback);
      keepValue(name, undefined);
    },
  };
}
