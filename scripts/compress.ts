// The end of `npm run build`: writes a brotli and a gzip file beside every text file of the built app, so
// that no server has to compress while a class waits; last of all, the list of all files, by which the hub knows
// that they are all there. After a change in that folder by hand, run it again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCompressed, writeReleaseList } from '../projects/hub/src/public-api.ts';

const FOLDER = 'dist/app/browser';
const TEXT = /\.(html|js|css|json|svg|wasm|webmanifest|txt|bin)$/;

for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
  if (!TEXT.test(name)) continue;
  const path = join(FOLDER, name);
  writeCompressed(path, readFileSync(path));
}
writeReleaseList(FOLDER);
