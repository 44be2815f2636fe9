import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const ROOT = join(import.meta.dirname, '..');
const INTER = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i)).join('');

/** The app's font, a file of this repository. */
export const APP_FONT = join(ROOT, 'src/fonts/inter.woff2');
/** What the app writes; other characters, in the names of an export, come from the system's font. */
export const CHARACTERS = `${ASCII}ÄÖÜäöüßẞéèàç\u00a0\u00ad–—‘’‚“”„…•·×≈±−→°÷›`;

/** Inter with these characters, the weights that style sheets ask for, and figures of one width: woff2. */
export function makeAppFont(): Promise<Buffer> {
  return subsetFont(readFileSync(join(ROOT, INTER)), CHARACTERS, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 200, max: 700 } },
    keepFeatures: ['kern', 'tnum'],
  });
}
