/** A value that was kept on this device; `null` where there is none, or storage is switched off. */
export function keptValue(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // SecurityError: storage is switched off.
    return null;
  }
}

/** Keeps a value on this device, or forgets it; where storage is switched off it lasts for this visit. */
export function keepValue(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // SecurityError or QuotaExceededError: storage is switched off.
  }
}
