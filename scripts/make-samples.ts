// `node scripts/make-samples.ts`: writes the digits that the app has at hand again, 100 of each from
// MNIST's test images, packed to 4 bits.
import { packDigitSamples } from '#model';
import { installedMnist, readMnist } from '#trainer';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chooseSamples, pixelsOf } from './choose-samples.ts';

const FILE = join(import.meta.dirname, '../public/samples/mnist-test.bin');
const PER_DIGIT = 100;

const mnist = readMnist(installedMnist(), 't10k');
const packed = packDigitSamples(pixelsOf(mnist, chooseSamples(mnist.labels, PER_DIGIT)));
writeFileSync(FILE, packed);
const compressed = brotliCompressSync(packed).length;
console.log(`${FILE}: ${packed.length} bytes, ${compressed} with brotli`);
