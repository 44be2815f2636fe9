// The end of `npm run build`: writes a brotli and a gzip file beside every file of the built app, so
// that no server has to compress while a class waits.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const FOLDER = 'dist/app/browser';
const COMPRESSIBLE = /\.(html|js|css|json|svg|wasm|webmanifest|txt|bin)$/;

for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
  if (!COMPRESSIBLE.test(name)) continue;
  const path = join(FOLDER, name);
  const content = readFileSync(path);
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
}
