import { inject, Service, signal } from '@angular/core';
import { DEVICE_STORAGE } from '../../../platform/browser.ts';

/** How much the browser lets this app store, and whether it may delete it without asking. */
@Service()
export class DeviceStorage {
  private readonly storage = inject(DEVICE_STORAGE);
  private readonly protection = signal<boolean | undefined>(undefined);
  private readonly room = signal<{ readonly used: number; readonly most: number } | undefined>(
    undefined,
  );

  /** Whether the browser asks before deleting anything; undefined if it does not say. */
  readonly isProtected = this.protection.asReadonly();
  /** The browser's estimate in bytes; undefined if it does not say. */
  readonly estimate = this.room.asReadonly();

  /** Reads the state again. */
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

  /** Asks the browser not to delete stored data. Call it after a user gesture: some browsers show a prompt. */
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
