import { computed, inject, Service, signal, type Signal } from '@angular/core';
import { FolderStorage } from './folder-storage.ts';
import { appFolderOf } from './page-address.ts';

/** Stored values that are not settings: a reset leaves them alone. */
const OUTLASTS_RESET: readonly string[] = ['visited', 'weights', 'offline.download'];

let opened: FolderStorage | undefined;

/** A value stored on this device; `null` if there is none, or storage is switched off. */
export function persistedValue(name: string): string | null {
  return where((storage) => storage.get(name)) ?? null;
}

/** Stores a value on this device, or removes it. Does nothing if storage is switched off. */
export function persist(name: string, value: string | undefined): void {
  where((storage) => {
    if (value === undefined) storage.remove(name);
    else storage.set(name, value);
  });
}

/** All settings stored on this device. Each one registers itself when it is created. */
@Service()
export class PersistedSettings {
  private readonly made = new Set<Pick<PersistedChoice<string>, 'reset'>>();

  add(setting: Pick<PersistedChoice<string>, 'reset'>): void {
    this.made.add(setting);
  }

  /** Resets every setting, including those not used during this visit. */
  resetAll(): void {
    for (const setting of this.made) setting.reset();
    where((storage) => {
      for (const name of storage.names()) if (isSetting(name)) storage.remove(name);
    });
  }
}

/** A choice that stays on this device. */
export interface PersistedChoice<T extends string> {
  readonly value: Signal<T>;
  choose(value: T): void;
  /** Back to the default. */
  reset(): void;
}

/**
 * A choice stored under a name in the browser's storage; without storage it lasts for this visit. Must be called in an
 * injection context that lives as long as the app.
 * @param isValid whether a stored text is a valid choice: an older or newer version may have written it
 */
export function persistedChoice<T extends string>(
  name: string,
  { isValid, fallback }: { readonly isValid: (text: string) => text is T; readonly fallback: T },
): PersistedChoice<T> {
  const kept = persistedValue(name);
  const value = signal(kept !== null && isValid(kept) ? kept : fallback);
  const choice: PersistedChoice<T> = {
    value: value.asReadonly(),
    choose(chosen) {
      value.set(chosen);
      persist(name, chosen);
    },
    reset() {
      value.set(fallback);
      persist(name, undefined);
    },
  };
  if (isSetting(name)) inject(PersistedSettings).add(choice);
  return choice;
}

/** Something that is on or off and stays so on this device. */
export interface PersistedSwitch {
  readonly isOn: Signal<boolean>;
  toggle(): void;
}

/** A switch, stored like a choice. */
export function persistedSwitch(name: string, isOnAtFirst: boolean): PersistedSwitch {
  const kept = persistedChoice<'on' | 'off'>(name, {
    isValid: (text) => text === 'on' || text === 'off',
    fallback: isOnAtFirst ? 'on' : 'off',
  });
  const isOn = computed(() => kept.value() === 'on');
  return {
    isOn,
    toggle() {
      kept.choose(isOn() ? 'off' : 'on');
    },
  };
}

/** A number that stays on this device. */
export interface PersistedNumber {
  readonly value: Signal<number>;
  choose(value: number): void;
}

/** A number, stored like a choice. A stored number outside the bounds is ignored. */
export function persistedNumber(
  name: string,
  { least, most, fallback }: Readonly<Record<'least' | 'most' | 'fallback', number>>,
): PersistedNumber {
  const kept = persistedChoice<string>(name, {
    isValid: (text): text is string =>
      text.trim() !== '' && Number(text) >= least && Number(text) <= most,
    fallback: String(fallback),
  });
  return {
    value: computed(() => Number(kept.value())),
    choose(value) {
      kept.choose(String(value));
    },
  };
}

function isSetting(name: string): boolean {
  return !OUTLASTS_RESET.includes(name);
}

/** Runs something on the app's part of the storage, if there is storage. */
function where<Result>(act: (storage: FolderStorage) => Result): Result | undefined {
  try {
    // `null` in Android web views with storage switched off.
    const storage = localStorage as Storage | null;
    if (!storage) return undefined;
    opened ??= new FolderStorage(storage, appFolderOf(document).pathname);
    return act(opened);
  } catch (error) {
    // SecurityError or QuotaExceededError: storage is switched off.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
