// `npm run fit-shapes -- FILE [FILE …]`: writes src/shapes/digit-shapes.json again, from digits that people wrote.
// `--help` lists the options. The files are no part of the project; what is written holds statistics only.
import { FormatError } from '#model';
import { Command, InvalidArgumentError } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fitShapeModel, ShapeRuleError, type FittedModel } from './src/shapes/fit-shape-model.ts';
import { drawingsBy, parseWriterChoice, type WriterChoice } from './src/strokes/choose-writers.ts';
import { parseUnipen, type PenDigit } from './src/strokes/unipen.ts';

const OUT = relative('.', join(import.meta.dirname, 'src/shapes/digit-shapes.json'));
const SOURCE =
  'E. Alpaydin, F. Alimoglu: Pen-Based Recognition of Handwritten Digits (original, unnormalised version), UCI Machine Learning Repository, 1998';
const LICENCE = 'CC BY 4.0';
const GZIP_MAGIC = 0x1f8b;

interface FitOptions {
  readonly writers?: WriterChoice;
  readonly out: string;
  readonly source: string;
  readonly licence: string;
}

const command = new Command('npm run fit-shapes --')
  .description('Fits how people write digits, and refuses what could be a person’s own stroke.')
  .argument('<FILE...>', 'UNIPEN files with digits, gzipped or not')
  .option('--writers <LIST>', 'odd, even, or names: a,b,c (default: all)', parseWriters)
  .option('--out <FILE>', 'what to write', OUT)
  .option('--source <TEXT>', 'whom to credit', SOURCE)
  .option('--licence <TEXT>', 'under which licence the files are', LICENCE)
  .parse();

try {
  fit(command.args, command.opts<FitOptions>());
} catch (error) {
  const isSaid = [FormatError, RangeError, ShapeRuleError].some((type) => error instanceof type);
  // The system's errors, of files that cannot be read or written, have a code.
  if (!(error instanceof Error) || !(isSaid || 'code' in error)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function fit(files: readonly string[], { writers, out, source, licence }: FitOptions): void {
  const digits = files.flatMap((file) => parseUnipen(readText(file), file));
  const chosen = writers ? drawingsBy(digits, writers) : digits;
  const names = files.map((file) => basename(file)).join(' ');
  const fitted = fitShapeModel(chosen, {
    source,
    licence,
    command: `npm run fit-shapes -- ${names}${writers ? ` --writers ${String(writers)}` : ''}`,
  });
  writeFileSync(out, fitted.text);
  report(out, chosen, fitted);
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  const isZipped = bytes.length > 1 && bytes.readUInt16BE(0) === GZIP_MAGIC;
  return (isZipped ? gunzipSync(bytes) : bytes).toString('utf8');
}

function parseWriters(text: string): WriterChoice {
  const choice = parseWriterChoice(text);
  if (choice) return choice;
  throw new InvalidArgumentError('Expected odd, even, or names: a,b,c.');
}

function report(
  out: string,
  digits: readonly PenDigit[],
  { model, text, leftOut, distances }: FittedModel,
): void {
  const { clusters } = model;
  const bytes = clusters.reduce(
    (sum, { mean, components }) => sum + mean.length * (1 + components.length),
    0,
  );
  const writers = new Set(digits.map(({ writer }) => writer)).size;
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const largest = (key: 'largestDigitShare' | 'largestWriterShare'): string =>
    percent(Math.max(...clusters.map((cluster) => cluster[key])));
  console.log(
    `${out}: ${clusters.length} clusters, ${bytes} bytes of numbers, ${text.length} of text, ` +
      `from ${digits.length} digits by ${writers} writers`,
  );
  console.log(
    `at least ${Math.min(...clusters.map((cluster) => cluster.writers))} writers and ` +
      `${Math.min(...clusters.map(({ count }) => count))} digits a cluster; ` +
      `no digit above ${largest('largestDigitShare')}, no writer above ${largest('largestWriterShare')}`,
  );
  for (const [name, { low, median }] of Object.entries(distances) as [
    string,
    FittedModel['distances']['sampled'],
  ][]) {
    console.log(`distance, ${name}: 5 % below ${low.toFixed(4)}, median ${median.toFixed(4)}`);
  }
  for (const { digit, strokes, count, reason } of leftOut) {
    console.log(`left out: ${count} of digit ${digit} with ${strokes} strokes: ${reason}`);
  }
}
