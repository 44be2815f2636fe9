import {
  formatManifest,
  formatSnapshot,
  perceptronSpec,
  sha256Hex,
  type Checkpoint,
  type NetworkSpec,
} from '#model';
import { deleteDB } from 'idb';
import { fileFetcher, type FetchFile } from '../shared/fetch-file.ts';
import { WeightStore } from '../worker/weight-store.ts';
import type { StorageState } from '../../storage/storage-state.ts';
import { DATABASE_NAME, WeightsDatabase } from '../worker/weights-database.ts';

/** The properties of an export for specs. */
export interface ExportRecipe {
  readonly name?: string;
  readonly count?: number;
  readonly architecture?: readonly number[];
  /** Whether the manifest contains hashes. */
  readonly isHashed?: boolean;
  /** Distinguishes the weights from those of another export: checkpoint `i` has the first bias `mark + i`. */
  readonly mark?: number;
}

/** An export as a server stores it: text by absolute address. */
export interface MadeExport {
  readonly manifestUrl: string;
  readonly network: NetworkSpec;
  /** Addresses of the shards, in order. */
  readonly shards: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

/** Makes an export in format version 2. */
export function makeExport({
  name = 'mlp_weights',
  count = 3,
  architecture = [784, 10],
  isHashed = true,
  mark = 0,
}: ExportRecipe = {}): MadeExport {
  const network = perceptronSpec(architecture);
  const manifestUrl = new URL(`exports/${name}.json`, document.baseURI).href;
  const files = new Map<string, string>();
  const timeline = Array.from({ length: count }, (_, order): Checkpoint => {
    const text = formatSnapshot(
      network,
      network.layers.map(({ inputs, outputs }) => ({
        weights: new Float32Array(inputs * outputs),
        biases: new Float32Array(outputs).fill(mark + order, 0, 1),
      })),
    );
    const path = `${name}/${order}.json`;
    files.set(new URL(path, manifestUrl).href, text);
    const sha256 = sha256Hex(new TextEncoder().encode(text));
    return {
      id: `id_${order}`,
      order,
      label: `moment ${order}`,
      kind: 'approx',
      targetImages: order,
      imagesSeen: order,
      batchesSeen: order,
      datasetPasses: 0,
      description: '',
      metrics: {},
      shard: { path, ...(isHashed && { sha256 }) },
    };
  });
  const shards = [...files.keys()];
  files.set(manifestUrl, formatManifest({ network, timeline, training: { mark } }));
  return { manifestUrl, network, shards, files };
}

/** A server whose files, failures and delays a spec controls; it records the requests. */
export class ExportServer {
  readonly files = new Map<string, string>();
  /** Answers to send instead of files, by address. */
  readonly answers = new Map<string, (cache: RequestCache, signal: AbortSignal) => unknown>();
  readonly requests: { readonly url: string; readonly cache: RequestCache }[] = [];
  isDown = false;

  add(...exports: readonly MadeExport[]): void {
    for (const { files } of exports) for (const [url, text] of files) this.files.set(url, text);
  }

  /** Addresses requested so far. */
  get urls(): string[] {
    return this.requests.map(({ url }) => url);
  }

  readonly fetchFile: FetchFile = (url, options) => {
    this.requests.push({ url, cache: options.cache });
    const send = async (): Promise<Response> => {
      await Promise.resolve();
      if (this.isDown) throw new TypeError('Failed to fetch');
      const answer = await this.answers.get(url)?.(options.cache, options.signal);
      options.signal.throwIfAborted();
      if (answer instanceof Response) return answer;
      const text = typeof answer === 'string' ? answer : this.files.get(url);
      return text === undefined ? new Response('', { status: 404 }) : new Response(text);
    };
    return fileFetcher(send)(url, options);
  };
}

/** A store with an empty database, as in a new browser, and the states that it reported. */
export async function emptyStore(): Promise<{ store: WeightStore; told: StorageState[] }> {
  await deleteDB(DATABASE_NAME);
  const told: StorageState[] = [];
  const database = new WeightsDatabase((state) => told.push(state));
  return { store: new WeightStore(database, new URL('.', document.baseURI).href), told };
}
