import { computed, type Signal } from '@angular/core';
import { keptChoice } from './kept-choice.ts';

/** Something that is on or off and stays so on this device. */
export interface KeptSwitch {
  readonly isOn: Signal<boolean>;
  toggle(): void;
  /** Back to what it was before anyone chose. */
  forget(): void;
}

/** A switch kept under a name in the browser's storage; for this visit only where there is none. */
export function keptSwitch(name: string, isOnAtFirst: boolean): KeptSwitch {
  const kept = keptChoice<'on' | 'off'>(name, {
    isValid: (text) => text === 'on' || text === 'off',
    fallback: isOnAtFirst ? 'on' : 'off',
  });
  const isOn = computed(() => kept.value() === 'on');
  return {
    isOn,
    toggle() {
      kept.choose(isOn() ? 'off' : 'on');
    },
    forget() {
      kept.forget();
    },
  };
}
