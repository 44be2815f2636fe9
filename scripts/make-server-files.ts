// Writes what is made from the hub's sources and committed: how other servers are told its headers, and drawings for
// the documentation. A spec says when they are out of date.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { serverFiles } from '../projects/hub/src/public-api.ts';

for (const [path, text] of serverFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
