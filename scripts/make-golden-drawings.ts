// `node scripts/make-golden-drawings.ts`: writes the golden set of drawings again, a drawing a line. The
// file changes only where the generator does; weights are judged by it, so change it before they are made.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGoldenSet } from '../projects/drawings/golden/golden-set.ts';
import { stored } from '../projects/drawings/golden/golden-file.ts';

const FILE = join(import.meta.dirname, '../projects/drawings/golden/golden-drawings.json');

const drawings = makeGoldenSet();
const lines = drawings.map((drawing) => JSON.stringify(stored(drawing)));
writeFileSync(FILE, `{"drawings":[\n${lines.join(',\n')}\n]}\n`);
console.log(`${FILE}: ${drawings.length} drawings`);
