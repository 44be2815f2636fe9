import { computed, inject, Service, signal, type Signal } from '@angular/core';
import { FolderStorage } from './folder-storage.ts';
import { appFolderOf } from './page-address.ts';

/** What is kept and is no setting: it goes its own ways, and a reset leaves it alone. */
const OUTLASTS_RESET: readonly string[] = ['visited', 'weights', 'offline.download'];

let opened: FolderStorage | undefined;

/** A value that was kept on this device; `null` where there is none, or storage is switched off. */
export function persistedValue(name: string): string | null {
  return where((storage) => storage.get(name)) ?? null;
}

/** Keeps a value on this device, or forgets it; where storage is switched off it lasts for this visit. */
export function persist(name: string, value: string | undefined): void {
  where((storage) => {
    if (value === undefined) storage.remove(name);
    else storage.set(name, value);
  });
}

/** All settings that are kept on this device: each is in here from when it is made. */
@Service()
export class PersistedSettings {
  private readonly made = new Set<Pick<PersistedChoice<string>, 'reset'>>();

  add(setting: Pick<PersistedChoice<string>, 'reset'>): void {
    this.made.add(setting);
  }

  /** Puts every setting back, also those that nobody has asked for in this visit. */
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
  /** Back to what it was before anyone chose. */
  reset(): void;
}

/**
 * A choice kept under a name in the browser's storage; for this visit only where there is none. To be called in
 * an injection context that lasts as long as the app does.
 * @param isValid whether a kept text still is a choice: an older or a newer version may have written it
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

/** A switch kept as a choice is. */
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

/** A number kept as a choice is; what is kept counts only within its bounds. */
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

/** Does something with the app's part of the storage; nothing where there is none. */
function where<Result>(act: (storage: FolderStorage) => Result): Result | undefined {
  try {
    // `null` in views of Android apps that switch it off.
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
