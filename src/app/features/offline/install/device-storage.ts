import { inject, Service, signal } from '@angular/core';
import { DEVICE_STORAGE } from '../../../platform/browser.ts';

/** What the browser lets this app keep, and whether it may clear it by itself. */
@Service()
export class DeviceStorage {
  private readonly storage = inject(DEVICE_STORAGE);
  private readonly protection = signal<boolean | undefined>(undefined);
  private readonly room = signal<{ readonly used: number; readonly most: number } | undefined>(
    undefined,
  );

  /** Whether nothing is cleared without being asked; undefined where the browser does not tell. */
  readonly isProtected = this.protection.asReadonly();
  /** Bytes, as the browser estimates them; undefined where it does not tell. */
  readonly estimate = this.room.asReadonly();

  /** Looks again. */
  async refresh(): Promise<void> {
    try {
      this.protection.set(await this.storage?.persisted());
      const { usage, quota } = (await this.storage?.estimate()) ?? {};
      this.room.set(
        usage === undefined || quota === undefined ? undefined : { used: usage, most: quota },
      );
    } catch (error) {
      if (!isSwitchedOff(error)) throw error;
      this.protection.set(undefined);
      this.room.set(undefined);
    }
  }

  /** Asks for what is kept to stay; after a gesture, as some browsers ask their user. */
  async protect(): Promise<void> {
    try {
      await this.storage?.persist();
    } catch (error) {
      // `refresh` reports it.
      if (!isSwitchedOff(error)) throw error;
    }
    await this.refresh();
  }
}

/** Whether storage is switched off for this page: a TypeError where it has no origin, or a SecurityError. */
function isSwitchedOff(error: unknown): boolean {
  return error instanceof TypeError || error instanceof DOMException;
}
