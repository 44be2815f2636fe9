import { markdownTable } from './markdown-table.ts';
import type { AppFigures, Draws, Picture, Use } from './measure-app.ts';
import type { HeldBytes, WorkTime } from './page-thread.ts';
import { SEED_FIGURES } from './seed-figures.ts';
import { median, percentile } from './statistics.ts';

const PICTURES: readonly Picture[] = ['default', 'all', 'wide'];
const HEAD = [
  'what',
  'the seed',
  'ours',
  'ours, all 109,184 connections shown',
  'ours, 784-512-512-512-10, untrained',
];
const NOT_PUBLISHED = '';

/** All figures in one table, times in milliseconds. */
export function report({ calibrationMs, load, heap, uses }: AppFigures): string {
  /** A row with a value for each picture. */
  const row = (
    name: string,
    seed: string,
    draws: Draws,
    valueOf: (use: Use) => string,
  ): string[] => [
    `${name}, draw calls ${draws}`,
    seed,
    ...PICTURES.map((picture) => {
      const use = uses[picture]?.[draws];
      return use ? valueOf(use) : 'not offered by this build';
    }),
  ];
  const timesRow = (
    name: string,
    seeds: Readonly<Record<Draws, string>>,
    valueOf: (use: Use) => string,
  ): string[][] => [
    row(name, seeds.stubbed, 'stubbed', valueOf),
    row(name, seeds.real, 'real', valueOf),
  ];
  const seedStubbed = (stubbed: string): Record<Draws, string> => ({
    stubbed,
    real: NOT_PUBLISHED,
  });
  const of = (use: Use, part: 'changedMs' | 'paintedMs'): string => {
    const times = use.moveTimes.map((time) => time[part]);
    return `${milliseconds(median(times))}, ${milliseconds(percentile(times, 0.95))}`;
  };

  return markdownTable(HEAD, [
    ['calibration loop, median ms', NOT_PUBLISHED, milliseconds(calibrationMs)],
    [
      'compressed bytes until the first answer',
      SEED_FIGURES.bytesToFirstAnswer,
      megabytes(load.bytesUntilAnswer),
    ],
    ['… until the network stands', NOT_PUBLISHED, megabytes(load.bytesUntilScene)],
    ['time until the first answer, ms', NOT_PUBLISHED, milliseconds(load.answerMs)],
    ['… until the network stands, ms', NOT_PUBLISHED, milliseconds(load.sceneMs)],
    ...timesRow(
      'pointer move to changed bars: median, p95, ms',
      seedStubbed(SEED_FIGURES.pointerToBarsStubbed),
      (use) => of(use, 'changedMs'),
    ),
    ...timesRow(
      'pointer move to painted bars: median, p95, ms',
      seedStubbed(NOT_PUBLISHED),
      (use) => of(use, 'paintedMs'),
    ),
    ...timesRow(
      'of these moves, changed no bar',
      seedStubbed(NOT_PUBLISHED),
      (use) => `${use.moves - use.moveTimes.length} of ${use.moves}`,
    ),
    ...timesRow(
      'page thread a frame while drawing, ms (on a processor)',
      seedStubbed(SEED_FIGURES.frameStubbed),
      (use) => work(use.frame),
    ),
    ...(['cold', 'stored', 'decoded'] as const).flatMap((from) =>
      timesRow(
        `page thread a checkpoint, ${from}, ms (on a processor)`,
        seedStubbed(
          {
            cold: SEED_FIGURES.checkpointCold,
            stored: SEED_FIGURES.checkpointStored,
            decoded: NOT_PUBLISHED,
          }[from],
        ),
        ({ scrub }) => (scrub ? work(scrub[from]) : ''),
      ),
    ),
    row('a drawn frame: draw calls', NOT_PUBLISHED, 'real', ({ scene }) => whole(scene.draws)),
    row('a drawn frame: vertices', NOT_PUBLISHED, 'real', ({ scene }) => whole(scene.vertices)),
    row('a drawn frame: bytes uploaded', SEED_FIGURES.uploadAFrame, 'real', ({ scene }) =>
      whole(scene.uploadedBytes),
    ),
    row('from one drawn frame to the next, ms', NOT_PUBLISHED, 'real', ({ scene }) =>
      milliseconds(scene.intervalMs),
    ),
    ['heap and buffers after load', NOT_PUBLISHED, held(heap.afterLoad)],
    ['heap and buffers after the drawings and scrubs', NOT_PUBLISHED, held(heap.afterUse)],
  ]);
}

/** By the clock, and on a processor. */
export function work({ wallMs, cpuMs }: WorkTime): string {
  return `${milliseconds(wallMs)} (${milliseconds(cpuMs)})`;
}

function held({ heapBytes, bufferBytes }: HeldBytes): string {
  return `${megabytes(heapBytes)} and ${megabytes(bufferBytes)}`;
}

/** Decimal, as the seed's are. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function milliseconds(ms: number): string {
  return ms.toFixed(ms < 20 ? 1 : 0);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
