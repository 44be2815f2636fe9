import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { RELEASE_LIST, writeReleaseList } from '../src/release-list.ts';

/** File contents by path. */
export type Files = ReadonlyMap<string, Buffer>;

const LARGE_BYTES = 300_000;
const COMPRESSED = /\.(?:html|js|json|svg|wasm|webmanifest|bin)$/;

const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Eight characters, like those that Angular's builder puts into names. */
export function hashOf(version: number): string {
  return createHash('sha256').update(String(version)).digest('hex').slice(0, 8).toUpperCase();
}

/** Whether a file has a brotli and a gzip version beside it. */
export function isCompressed(path: string): boolean {
  return COMPRESSED.test(path);
}

/** The files of a build in miniature: a page that names a script that names another, and files of every kind. */
export function filesOf(version: number): Files {
  const hash = hashOf(version);
  const texts = {
    'index.html': `<!doctype html><title>${version}</title><script src="main-${hash}.js"></script>`,
    [`main-${hash}.js`]: `/* ${version} */ import('./chunk-${hash}.js');`.repeat(40),
    [`chunk-${hash}.js`]: `/* ${version} */`.repeat(100),
    [`media/inter-${hash}.woff2`]: `font ${version}`,
    [`kernels-${hash}.wasm`]: `wasm ${version}`.repeat(20),
    'sw.js': `importScripts('./ngsw-worker.js'); // ${version}`,
    'ngsw.json': JSON.stringify({ version, timestamp: version }),
    'manifest.webmanifest': JSON.stringify({ name: `app ${version}` }),
    'icon.svg': `<svg><title>${version}</title></svg>`,
    'exports/mlp_weights.json': JSON.stringify({ version, of: 'weights' }),
    'exports/größe 1.txt': `größe ${version}`,
    'lessons/index.html': `<!doctype html><title>lessons ${version}</title>`,
    'samples/large.bin': `${version} `.repeat(LARGE_BYTES).slice(0, LARGE_BYTES),
  };
  return new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
}

/** Builds into a folder like Angular's builder and `compress.ts`: empties it, then writes the files one by one. */
export async function build(folder: string, version: number): Promise<Files> {
  rmSync(join(folder, RELEASE_LIST), { force: true });
  rmSync(folder, { recursive: true, force: true });
  const files = filesOf(version);
  for (const [path, content] of files) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content.subarray(0, content.length >> 1));
    await setImmediate();
    writeFileSync(place, content);
    if (!isCompressed(path)) continue;
    writeFileSync(`${place}.br`, brotliCompressSync(content, QUICKLY));
    writeFileSync(`${place}.gz`, gzipSync(content));
  }
  writeReleaseList(folder);
  return files;
}

/** A new folder for each suite, removed afterwards. */
export function useFolder(): () => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hub-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return () => folder;
}
