import type { Browser, Request } from '@playwright/test';
import { webGlCount } from '../../projects/e2e/src/webgl-counter.ts';
import { median } from './statistics.ts';
import { open, prepareVisit, type Visit, type VisitOptions } from './visit.ts';

/** What a first visit costs until something can be done. */
export interface Load {
  /** As transferred, headers included, by page and workers. */
  readonly bytesUntilAnswer: number;
  readonly bytesUntilScene: number;
  readonly answerMs: number;
  readonly sceneMs: number;
}

interface Transfer {
  readonly startedMs: number;
  readonly bytes: number;
}

/** Opens the app so many times, each with an empty profile; medians. */
export async function measureLoad(
  browser: Browser,
  options: VisitOptions,
  times: number,
): Promise<Load> {
  const loads: Load[] = [];
  for (let time = 0; time < times; time++) {
    const visit = await prepareVisit(browser, options);
    loads.push(await loadOnce(visit, options.url));
    await visit.context.close();
  }
  const medianOf = (part: keyof Load): number => median(loads.map((load) => load[part]));
  return {
    bytesUntilAnswer: medianOf('bytesUntilAnswer'),
    bytesUntilScene: medianOf('bytesUntilScene'),
    answerMs: medianOf('answerMs'),
    sceneMs: medianOf('sceneMs'),
  };
}

async function loadOnce(visit: Visit, url: string): Promise<Load> {
  const { page, context } = visit;
  const transfers: Promise<Transfer>[] = [];
  context.on('requestfinished', (request) => transfers.push(transferOf(request)));
  await open(visit, url);
  const { readyMs: answerMs = NaN, originMs } = await page.evaluate(() => ({
    readyMs: window.bench.readyMs,
    originMs: performance.timeOrigin,
  }));
  const { firstFrameMs: sceneMs = NaN } = await webGlCount(page);
  const done = await Promise.all(transfers);
  const bytesUntil = (endMs: number): number =>
    done
      .filter(({ startedMs }) => startedMs - originMs < endMs)
      .reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    answerMs,
    sceneMs,
    bytesUntilAnswer: bytesUntil(answerMs),
    bytesUntilScene: bytesUntil(sceneMs),
  };
}

async function transferOf(request: Request): Promise<Transfer> {
  const { responseHeadersSize, responseBodySize } = await request.sizes();
  return { startedMs: request.timing().startTime, bytes: responseHeadersSize + responseBodySize };
}
