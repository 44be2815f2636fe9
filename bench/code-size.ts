// `npm run bench -- code-size [--beside DIR] [--most N]`: what the built app's scripts weigh, compressed with brotli one by one
// as a server sends them: those of the page, phrases, and workers; with --beside, how much more than those of another build's
// folder. After `npx ng build --stats-json` also the folders that weigh most in the page's scripts: each script's bytes are
// shared out by what its files take in it before it is compressed, so that these are shares, and no sizes of their own.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import german from '../src/app/i18n/de.json' with { type: 'json' };
import germanOfLab from '../src/app/i18n/de.lab.json' with { type: 'json' };
import english from '../src/app/i18n/en.json' with { type: 'json' };
import englishOfLab from '../src/app/i18n/en.lab.json' with { type: 'json' };
import { markdownTable } from './app/markdown-table.ts';
import { BUILT_APP } from './app/served-app.ts';

/** Stand nowhere but among phrases. */
const SOME_PHRASES = [
  ...[english.problem.retry, german.problem.retry],
  ...[englishOfLab.lab.question, germanOfLab.lab.question],
];
const KINDS = ['page', 'phrases', 'workers'] as const;
type Kind = (typeof KINDS)[number];

/** What a build says of its outputs, as esbuild writes it. */
interface Stats {
  readonly outputs: Readonly<
    Record<
      string,
      { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }
    >
  >;
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { beside: { type: 'string' }, most: { type: 'string', default: '40' } },
});
const here = scriptsOf(BUILT_APP);
const beside = values.beside === undefined ? undefined : scriptsOf(values.beside);
const rows = KINDS.map((kind) => {
  const now = sum(here, kind);
  if (!beside) return [kind, kilobytes(now)];
  const other = sum(beside, kind);
  return [kind, kilobytes(now), kilobytes(other), kilobytes(now - other)];
});
console.log(markdownTable(['scripts, brotli', 'kB', ...(beside ? ['beside', 'more'] : [])], rows));

const stats = statsOf(BUILT_APP);
const otherStats = values.beside === undefined ? undefined : statsOf(values.beside);
if (stats) {
  const shares = folderShares(here, stats);
  const others =
    beside && otherStats ? folderShares(beside, otherStats) : new Map<string, number>();
  const folders = [...new Set([...shares.keys(), ...others.keys()])]
    .map((folder) => ({ folder, now: shares.get(folder) ?? 0, other: others.get(folder) ?? 0 }))
    .sort((a, b) => b.now - b.other - (a.now - a.other))
    .slice(0, Number(values.most));
  const table = folders.map(({ folder, now, other }) => [
    folder,
    ...[now, ...(otherStats ? [other, now - other] : [])].map(kilobytes),
  ]);
  console.log(
    `\n${markdownTable(['folder', 'kB', ...(otherStats ? ['beside', 'more'] : [])], table)}`,
  );
}

interface Script {
  readonly name: string;
  readonly kind: Kind;
  readonly bytes: number;
}

function scriptsOf(folder: string): readonly Script[] {
  return readdirSync(folder)
    .filter((name) => /^(chunk|main|worker)-.*\.js$/.test(name))
    .map((name) => {
      const script = readFileSync(join(folder, name));
      return {
        name,
        kind: kindOf(name, script.toString()),
        bytes: brotliCompressSync(script).length,
      };
    });
}

function kindOf(name: string, text: string): Kind {
  if (name.startsWith('worker-')) return 'workers';
  return SOME_PHRASES.some((phrase) => text.includes(phrase)) ? 'phrases' : 'page';
}

function sum(scripts: readonly Script[], kind: Kind): number {
  return scripts.reduce((total, script) => total + (script.kind === kind ? script.bytes : 0), 0);
}

function statsOf(folder: string): Stats | undefined {
  const path = join(folder, '../browser-stats.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Stats;
  } catch (error) {
    // Builds write it only when they are told to.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Bytes of the page's compressed scripts, by folder of what they are made of. */
function folderShares(scripts: readonly Script[], { outputs }: Stats): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { name, kind, bytes } of scripts) {
    if (kind !== 'page') continue;
    const inputs = Object.entries(outputs[name]?.inputs ?? {});
    const all = inputs.reduce((total, [, { bytesInOutput }]) => total + bytesInOutput, 0);
    for (const [path, { bytesInOutput }] of inputs) {
      const folder = dirname(path);
      shares.set(folder, (shares.get(folder) ?? 0) + (bytes * bytesInOutput) / all);
    }
  }
  return shares;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
