import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import { CLOCK } from './clock.ts';
import { isHandheld, type Handset } from './is-handheld.ts';
import type { SavingDevice, SharedFiles } from './save-files.ts';

/** How long a download may take to begin: some browsers ask first where to. */
const BEGUN_AFTER_MS = 120_000;

/** The part of a navigator that tells what it is and shares files; sharing is missing in some browsers. */
interface SharingNavigator extends Handset {
  canShare?(data: SharedFiles): boolean;
  share?(data: SharedFiles): Promise<void>;
}

/** This browser, for saving files; replaced in specs. */
export const SAVING_DEVICE = new InjectionToken<SavingDevice>('saving device', {
  factory: () => {
    const document = inject(DOCUMENT);
    const clock = inject(CLOCK);
    const navigator = globalThis.navigator as SharingNavigator;
    return {
      isHandheld: isHandheld(navigator),
      ...(navigator.canShare && { canShare: (data) => navigator.canShare?.(data) ?? false }),
      ...(navigator.share && {
        share: (data) => navigator.share?.(data) ?? Promise.reject(new TypeError('share')),
      }),
      download: (file) => {
        const address = URL.createObjectURL(file);
        const link = document.createElement('a');
        link.href = address;
        link.download = file.name;
        link.click();
        clock.after(BEGUN_AFTER_MS, () => {
          URL.revokeObjectURL(address);
        });
      },
    };
  },
});
