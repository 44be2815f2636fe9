import { effect } from '@angular/core';
import { TestBed } from '@angular/core/testing';

/** Waits until a condition on signals holds; if it never does, the spec times out. */
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
