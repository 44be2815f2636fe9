import { InjectionToken } from '@angular/core';

/** Browsers' interfaces to measure memory; each is missing in some browser. */
interface MemorySources {
  readonly memory?: { readonly usedJSHeapSize: number };
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/** Reports how many bytes are in use: first what is known at once, then what takes time to measure. */
export type MemoryMeter = (report: (bytes: number) => void) => Promise<void>;

/**
 * Measures the page's heap (Chromium), then the page with its workers (Chromium on isolated pages, after some
 * seconds); reports nothing in other browsers.
 */
export function memoryMeter(performance: MemorySources): MemoryMeter {
  return async (report) => {
    if (performance.memory) report(performance.memory.usedJSHeapSize);
    try {
      const measured = await performance.measureUserAgentSpecificMemory?.();
      if (measured) report(measured.bytes);
    } catch (error) {
      // SecurityError: the page is not cross-origin isolated, so only the heap is known.
      if (!(error instanceof DOMException)) throw error;
    }
  };
}

/** Measures memory; replaced in specs. */
export const MEMORY_METER = new InjectionToken<MemoryMeter>('memory meter', {
  factory: () => memoryMeter(performance as MemorySources),
});
