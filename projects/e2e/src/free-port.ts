import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which systems hand out free ports. */
const FIRST_PORT = 20_000;
const PORTS_A_RUN = 1_000;
const PORTS_A_WORKER = 500;
/** Runs of Playwright side by side differ in the last digit of this. */
const RUN = Number(process.env['E2E_PORT'] ?? 0) % 10;
/** Playwright numbers the workers that run in parallel. */
const WORKER = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);

let handedOut = 0;

/**
 * A port on which nothing listens. It is outside the range that systems hand out and that of other workers, so that
 * it stays free when a server that had it is dead.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const place = handedOut++ % PORTS_A_WORKER;
    const port = FIRST_PORT + PORTS_A_RUN * RUN + PORTS_A_WORKER * WORKER + place;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
