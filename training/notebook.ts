// `npm run notebook -- ROW [ROW …]`: trains a row of the notebook again and measures it as the tables do.
import { parseRecipe, recipeSpec, type Recipe } from '#engine';
import type { LabelledImages, NetworkWeights } from '#model';
import {
  calibrateNetwork,
  evaluate,
  installedMnist,
  keepWorkingUnheard,
  readMnist,
  trainNetwork,
} from '#trainer';
import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digitSets, heldBackDrawings, refusedShares } from '../bench/reading/figures.ts';

/** A row as `notebook.json` has it. */
interface NotebookRow {
  readonly id: string;
  /** The recipe that it changes, a file beside this one. */
  readonly recipe: string;
  /** Fields that are other ones; null takes one away. */
  readonly change?: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
  /** Learns from so many of MNIST's training images, and is measured on those behind them. */
  readonly split: number;
}

interface Notebook {
  readonly rows: readonly NotebookRow[];
}

const PIXELS = 784;
/** Redrawing and kinds that are no digits come from the same numbers in all rows. */
const MEASURING_SEED = 5;
const DRAWINGS_A_KIND = 1000;
const folder = import.meta.dirname;

keepWorkingUnheard();
const { rows } = JSON.parse(readFileSync(join(folder, 'notebook.json'), 'utf8')) as Notebook;
const command: Command = new Command('npm run notebook --')
  .description('Trains rows of the notebook again and measures them as its tables do.')
  .argument('<row...>', `what to train: ${rows.map(({ id }) => id).join(', ')}`)
  .option('--seed <n>', 'this seed only, instead of those of the row', Number)
  .option('--threads <n>', 'how many learn at once; the figures are the same', Number)
  .parse();
const { seed: onlySeed, threads } = command.opts<{ seed?: number; threads?: number }>();
const chosen = command.args.map((id) => {
  const row = rows.find((one) => one.id === id);
  if (!row)
    command.error(`row: expected one of ${rows.map((one) => one.id).join(', ')}; found ${id}`);
  return row;
});

const mnist = readMnist(installedMnist(), 'train');
const drawings = heldBackDrawings(DRAWINGS_A_KIND, MEASURING_SEED);
console.log(
  '| row | seed | raw | drawn | digits refused, raw / drawn | all refused | least refused kind |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const row of chosen) {
  for (const seed of onlySeed === undefined ? row.seeds : [onlySeed]) await measure(row, seed);
}

async function measure(row: NotebookRow, seed: number): Promise<void> {
  const recipe = { ...recipeOf(row), seed };
  const trainingSet = part(0, row.split);
  const validationSet = part(row.split, mnist.labels.length);
  const run = trainNetwork({
    ...{ recipe, trainingSet, testSet: validationSet },
    ...(threads !== undefined && { threads }),
  });
  let weights: NetworkWeights = [];
  for await (const event of run) if (event.kind === 'checkpoint') ({ weights } = event);
  const spec = recipeSpec(recipe, PIXELS);
  const calibration = await calibrateNetwork(recipe, weights, trainingSet);
  const network = { spec, weights, calibration };
  const [raw, , drawn] = await Promise.all(
    [...digitSets(validationSet.pixels, MEASURING_SEED).values()].map((pixels) =>
      evaluate(network, pixels, validationSet.labels),
    ),
  );
  const refused = [...(await refusedShares(network, drawings))];
  const mean = refused.reduce((sum, [, share]) => sum + share, 0) / refused.length;
  const [least, leastShare] = refused.reduce((low, one) => (one[1] < low[1] ? one : low), ['', 1]);
  const cells = [
    ...[row.id, String(seed)],
    ...[raw, drawn].map((report) => percent(report?.labelled?.accuracy)),
    `${percent(raw?.notADigit)} / ${percent(drawn?.notADigit)}`,
    percent(mean),
    `${least} ${percent(leastShare)}`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** The row's recipe: the file's, with what the row changes. */
function recipeOf({ id, recipe, change = {} }: NotebookRow): Recipe {
  const base = JSON.parse(readFileSync(join(folder, recipe), 'utf8')) as unknown;
  return parseRecipe(JSON.stringify(merged(base, change)), `${recipe}, changed by ${id}`);
}

/** A value with changes: objects field by field, everything else as a whole. */
function merged(value: unknown, change: unknown): unknown {
  if (!isObject(value) || !isObject(change)) return change;
  const fields = Object.entries(change).map(([name, to]) => [name, merged(value[name], to)]);
  return Object.fromEntries(
    [...Object.entries(value), ...fields].filter(([name]) => change[String(name)] !== null),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function part(from: number, to: number): LabelledImages {
  return {
    pixels: mnist.pixels.slice(from * PIXELS, to * PIXELS),
    labels: mnist.labels.slice(from, to),
  };
}

function percent(share = NaN): string {
  return `${(share * 100).toFixed(2)} %`;
}
