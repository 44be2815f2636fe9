import { effect } from '@angular/core';
import { TestBed } from '@angular/core/testing';

/** Waits until something holds that signals tell of; where it never does, the spec takes too long. */
export function whenTrue(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    TestBed.runInInjectionContext(() => {
      const watching = effect(() => {
        if (!holds()) return;
        watching.destroy();
        resolve();
      });
    });
  });
}
