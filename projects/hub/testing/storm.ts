import fc from 'fast-check';
import { exchange, get, decoded } from './exchange.ts';
import { oddRequests, type OddRequest } from './odd-requests.ts';
import { build, hashOf, type Files } from './small-build.ts';

/** The result of many requests. */
export interface StormReport {
  readonly sent: number;
  /** The wrong answers, in one line each; all others were correct. */
  readonly faults: readonly string[];
}

/** Sends generated requests, the same ones for a seed, several at a time. */
export async function storm(
  port: number,
  files: Files,
  { seed, requests, atOnce }: Readonly<Record<'seed' | 'requests' | 'atOnce', number>>,
): Promise<StormReport> {
  const queue = fc.sample(oddRequests(files), { seed, numRuns: requests });
  const faults: string[] = [];
  const client = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const fault = await faultOf(port, next);
      if (fault !== undefined) faults.push(`${fault}: ${textOf(next)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return { sent: requests, faults };
}

/** Connects this many clients, each of which waits for all the others before it requests a file. */
export async function crowd(
  port: number,
  path: string,
  content: Buffer | undefined,
  clients: number,
): Promise<StormReport> {
  let waiting = clients;
  let release: () => void = () => undefined;
  const everybody = new Promise<void>((resolve) => (release = resolve));
  const faults: string[] = [];
  const client = async (): Promise<void> => {
    const answer = await exchange(port, {
      pieces: [`GET /${path} HTTP/1.1\r\n`, 'Host: hub\r\nConnection: close\r\n\r\n'],
      pause: () => {
        waiting -= 1;
        if (waiting === 0) release();
        return everybody;
      },
      then: 'wait',
    });
    if (answer?.status !== 200 || !content?.equals(answer.body)) {
      faults.push(`/${path}: expected all bytes, found ${answer?.body.length ?? 'no answer'}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { sent: clients, faults };
}

/**
 * Rebuilds while visitors open the app again and again; each build starts when the one before is served.
 * @param versions of the builds, in order
 */
export async function rebuild(
  port: number,
  folder: string,
  versions: readonly number[],
  visitors: number,
): Promise<StormReport> {
  const reports: StormReport[] = [];
  const served = new Map<number, () => void>();
  let isOver = false;
  const visitor = async (): Promise<void> => {
    while (!isOver) {
      const { version, report } = await visit(port);
      reports.push(report);
      served.get(version)?.();
    }
  };
  const everybody = Promise.all(Array.from({ length: visitors }, visitor));
  for (const version of versions) {
    const isServed = new Promise<void>((resolve) => served.set(version, resolve));
    await build(folder, version);
    await Promise.race([isServed, everybody]);
  }
  isOver = true;
  await everybody;
  return {
    sent: reports.reduce((sum, { sent }) => sum + sent, 0),
    faults: reports.flatMap(({ faults }) => faults),
  };
}

/** The requests of a browser that opens the app: page, script, and later what the script names. */
async function visit(port: number): Promise<{ version: number; report: StormReport }> {
  const faults: string[] = [];
  const ask = async (path: string): Promise<string> => {
    const answer = await get(port, `/${path}`, { 'Accept-Encoding': 'gzip, br' });
    if (answer.status !== 200) faults.push(`/${path}: status ${answer.status}`);
    return answer.status === 200 ? decoded(answer).toString() : '';
  };
  const page = await ask('');
  const version = Number(/<title>(\d+)/.exec(page)?.[1]);
  const hash = hashOf(version);
  const script = await ask(`main-${hash}.js`);
  const weights = await ask('exports/mlp_weights.json');
  const chunk = await ask(`chunk-${hash}.js`);
  for (const text of [script, chunk]) {
    if (!text.startsWith(`/* ${version} */`))
      faults.push(`version ${version}: ${text.slice(0, 9)}`);
  }
  // These may be from the next release already, but are complete.
  if (!/^\{"version":\d+,"of":"weights"\}$/.test(weights)) faults.push(`weights: ${weights}`);
  return { version, report: { sent: 4, faults } };
}

async function faultOf(port: number, request: OddRequest): Promise<string | undefined> {
  try {
    return request.fault(await exchange(port, request));
  } catch (error) {
    // No connection, or silence: the server is dead or hangs.
    return String(error);
  }
}

function textOf({ pieces }: OddRequest): string {
  return JSON.stringify(pieces.join('').slice(0, 300));
}
