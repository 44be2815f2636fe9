import type { CDPSession, Page } from '@playwright/test';

/** Time that the page's thread was at work. */
export interface WorkTime {
  /** By the clock: what waits for the GPU or for another process counts. */
  readonly wallMs: number;
  /** On a processor. */
  readonly cpuMs: number;
}

/** Bytes that a page holds. */
export interface HeldBytes {
  /** Of JavaScript's objects. */
  readonly heapBytes: number;
  /** Of array buffers: decoded weights, images. */
  readonly bufferBytes: number;
}

/** The page's own thread as DevTools measures it; workers are other threads. */
export class PageThread {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async of(page: Page): Promise<PageThread> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageThread(session);
  }

  /** How long the thread is at work while something goes on, without what the measuring costs. */
  async during(action: () => Promise<unknown>): Promise<WorkTime> {
    const before = await this.now();
    await action();
    const after = await this.now();
    return { wallMs: after.wallMs - before.wallMs, cpuMs: after.cpuMs - before.cpuMs };
  }

  /** What the page holds once its garbage is collected. */
  async heldBytes(): Promise<HeldBytes> {
    await this.session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await this.session.send('Runtime.getHeapUsage');
    return { heapBytes: usedSize, bufferBytes: backingStorageSize };
  }

  private async now(): Promise<WorkTime> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const seconds = (name: string): number => {
      const metric = metrics.find((one) => one.name === name);
      if (!metric) throw new Error(`Performance.getMetrics: expected ${name}, found none`);
      return metric.value;
    };
    return {
      wallMs: (seconds('TaskDuration') - seconds('DevToolsCommandDuration')) * 1000,
      cpuMs: seconds('ThreadTime') * 1000,
    };
  }
}
