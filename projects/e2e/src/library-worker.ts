import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenFile } from '#formats';
import type { Page } from '@playwright/test';
import { BUILT_APP } from './app-server.ts';
import { storedRecords } from './stored-records.ts';

/** What a test asks a library worker: the messages of `network/library/shared/library-protocol.ts`. */
interface Ask {
  ask: (kind: string, params: object) => Promise<unknown>;
}

/**
 * A library worker of the test's own in the page, besides the app's: another tab could have it. What is asked here
 * needs no view, and holds for whatever view there is.
 */
export class LibraryWorker {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Starts one; again after each reload. */
  static async start(page: Page): Promise<LibraryWorker> {
    await page.evaluate((script) => {
      const worker = new Worker(new URL(script, document.baseURI), { type: 'module' });
      let lastId = 0;
      const ask: Ask['ask'] = (kind, params) =>
        new Promise((resolve, reject) => {
          const id = ++lastId;
          const listen = ({ data }: MessageEvent<Record<string, unknown>>): void => {
            if (data['id'] !== id) return;
            worker.removeEventListener('message', listen);
            if (data['kind'] === 'answer') resolve(data['answer']);
            else reject(new Error((data['failure'] as { message: string }).message));
          };
          worker.addEventListener('message', listen);
          worker.postMessage({ ...params, kind, id });
        });
      Object.assign(window, { ask });
    }, libraryScript());
    return new LibraryWorker(page);
  }

  ask(kind: string, params: object = {}): Promise<unknown> {
    return this.page.evaluate(([kind, params]) => (window as unknown as Ask).ask(kind, params), [
      kind,
      params,
    ] as const);
  }

  /** Checks files; the report's number, and what it says of ink. */
  async check(
    files: readonly ChosenFile[],
  ): Promise<{ readonly id: number; readonly ink: unknown }> {
    const coded = files.map(({ name, bytes }) => ({
      name,
      base64: Buffer.from(bytes).toString('base64'),
    }));
    return this.page.evaluate(async (coded) => {
      const files = coded.map(({ name, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        return { path: name, file: new File([bytes], name) };
      });
      const { id, ink } = (await (window as unknown as Ask).ask('check', { files })) as {
        id: number;
        ink: unknown;
      };
      return { id, ink };
    }, coded);
  }

  /** Why files are refused; undefined if they are not. */
  async refusal(files: readonly ChosenFile[]): Promise<string | undefined> {
    try {
      await this.check(files);
      return undefined;
    } catch (error) {
      // Playwright puts where it happened before it, and a stack after it.
      const [, message] = /^page\.evaluate: Error: (.+)$/m.exec((error as Error).message) ?? [];
      if (message === undefined) throw error;
      return message;
    }
  }

  /** Keeps a network from files; its address. */
  async keep(files: readonly ChosenFile[], name: string): Promise<string> {
    const { id } = await this.check(files);
    return (await this.ask('keep', { report: id, name })) as string;
  }

  /** A kept network as the files that it is written as. */
  async write(address: string, format: 'zip' | 'onnx'): Promise<ChosenFile[]> {
    const coded = await this.page.evaluate(
      async ([address, format]) => {
        const files = (await (window as unknown as Ask).ask('write', { address, format })) as {
          name: string;
          bytes: Uint8Array;
        }[];
        return files.map(({ name, bytes }) => ({ name, bytes: Array.from(bytes) }));
      },
      [address, format] as const,
    );
    return coded.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) }));
  }

  /** Name and address of each network, the app's own first. */
  async networks(): Promise<{ readonly id: string; readonly name: string }[]> {
    const { networks } = (await this.ask('contents')) as {
      networks: { id: string; name: string }[];
    };
    return networks.map(({ id, name }) => ({ id, name }));
  }
}

/** The library worker's script in the build. */
function libraryScript(): string {
  const script = readdirSync(BUILT_APP).find(
    (name) =>
      /^worker-[A-Z0-9]{8}\.js$/.test(name) &&
      // What it is asked first; no other worker answers that.
      /[{,]contents:/.test(readFileSync(join(BUILT_APP, name), 'utf8')),
  );
  if (script !== undefined) return script;
  throw new Error('the build: expected a library worker, found none');
}

/** What the library's database has: keys, and a hash of everything, which differs if anything does. */
export interface LibraryState {
  readonly networks: readonly string[];
  readonly checkpoints: number;
  /** Checkpoints whose bytes have the hash that is stored with them. */
  readonly sound: number;
  readonly hash: string;
}

/** Reads the library's database without the app. */
export async function libraryState(page: Page): Promise<LibraryState> {
  const records = await storedRecords(page, 'library', ['networks', 'checkpoints']);
  return records.evaluate(async ([networks = [], checkpoints = []]) => {
    const hashOf = async (bytes: BufferSource): Promise<string> =>
      Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('');
    const hashes: string[] = [];
    let sound = 0;
    for (const { value } of checkpoints) {
      const { bytes, sha256 } = value as { bytes: ArrayBuffer; sha256: string };
      const hash = await hashOf(bytes);
      if (hash === sha256) sound += 1;
      hashes.push(hash);
    }
    const keys = checkpoints.map(({ key }) => key);
    const text = JSON.stringify([networks, keys, hashes], (_, value: unknown) =>
      ArrayBuffer.isView(value) ? Array.from(value as Int8Array) : value,
    );
    return {
      networks: networks.map(({ key }) => key),
      checkpoints: checkpoints.length,
      sound,
      hash: await hashOf(new TextEncoder().encode(text)),
    };
  });
}
