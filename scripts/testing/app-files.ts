import { Generator, type Config } from '@angular/service-worker/config';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Names as the build gives them to what it makes. */
const MADE = ['index.html', 'main-AAAAAAAA.js', 'chunk-BBBBBBBB.js', 'worker-CCCCCCCC.js'];
const ALSO_MADE = ['styles-DDDDDDDD.css', 'kernels-EEEEEEEE.wasm', 'media/inter-FFFFFFFF.woff2'];

/** A build in small: content by address, and Angular's list of what is to be kept, made by its own generator. */
export async function makeAppFiles(
  folder: string,
  content = 'content',
): Promise<ReadonlyMap<string, string>> {
  const copied = readdirSync(join(ROOT, 'public'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(ROOT, 'public/').length));
  const weights = ['exports/mlp_weights.json', 'exports/mlp_weights/000_initial.json'];
  const names = [...MADE, ...ALSO_MADE, ...copied, ...weights, 'ngsw-worker.js'];
  const contents = new Map(names.map((name) => [`/${name}`, `${content} of ${name}`]));
  const config = JSON.parse(readFileSync(join(ROOT, 'ngsw-config.json'), 'utf8')) as Config;
  const list = await new Generator(
    {
      list: () => Promise.resolve([...contents.keys()]),
      read: (file) => Promise.resolve(contents.get(file) ?? ''),
      hash: (file) =>
        Promise.resolve(
          createHash('sha1')
            .update(contents.get(file) ?? '')
            .digest('hex'),
        ),
      write: () => Promise.reject(new Error('generator: expected it to write nothing')),
    },
    './',
  ).process(config);
  const files = new Map(
    [...contents].map(([name, text]) => [new URL(`.${name}`, folder).href, text]),
  );
  return files.set(new URL('ngsw.json', folder).href, JSON.stringify(list));
}
