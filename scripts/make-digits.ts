// A part of `npm run build`: packs the installed MNIST for the lab, 10,000 digits a file, into the folder of the built
// app, with a list of the files. What was made is kept in .cache/, since it takes seconds.
import { formatDigitList, packDigits, type DigitFile, type LabelledImages } from '#model';
import { installedMnist, readMnist } from '#trainer';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, constants } from 'node:zlib';

/** Change it with the format or the way it is compressed: what was kept is then made anew. */
const EDITION = 'digits-1';
const KEPT = join('.cache', EDITION);
const TARGET = 'dist/app/browser/digits';
const FILE_DIGITS = 10_000;

if (!existsSync(join(KEPT, 'list.json'))) make();
rmSync(TARGET, { recursive: true, force: true });
cpSync(KEPT, TARGET, { recursive: true });

function make(): void {
  const unfinished = `${KEPT}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const folder = installedMnist();
  const train = readMnist(folder, 'train');
  const files = [
    ...Array.from({ length: Math.ceil(train.labels.length / FILE_DIGITS) }, (_, index) =>
      write(unfinished, 'train', `train-${index + 1}`, part(train, index * FILE_DIGITS)),
    ),
    write(unfinished, 'test', 'test', readMnist(folder, 't10k')),
  ];
  writeFileSync(join(unfinished, 'list.json'), formatDigitList({ files }));
  rmSync(KEPT, { recursive: true, force: true });
  renameSync(unfinished, KEPT);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(`digits: ${files.length} files, ${bytes} bytes, the first ${files[0]?.bytes ?? 0}`);
}

function write(
  folder: string,
  kind: DigitFile['part'],
  name: string,
  digits: LabelledImages,
): DigitFile {
  const content = gzipSync(packDigits(digits), {
    level: constants.Z_BEST_COMPRESSION,
    memLevel: 9,
  });
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = `${name}.${sha256.slice(0, 8)}.digits`;
  writeFileSync(join(folder, path), content);
  return { path, part: kind, digits: digits.labels.length, bytes: content.length, sha256 };
}

function part({ pixels, labels }: LabelledImages, from: number): LabelledImages {
  const size = pixels.length / labels.length;
  return {
    pixels: pixels.subarray(from * size, (from + FILE_DIGITS) * size),
    labels: labels.subarray(from, from + FILE_DIGITS),
  };
}
