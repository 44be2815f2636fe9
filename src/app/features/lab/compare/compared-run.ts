import type { KeptRun } from '../../../network/lab/shared/kept-run.ts';
import type { LabHistory } from '../../../network/lab/shared/lab-history.ts';
import { isSameValue } from '../../../network/lab/shared/lab-settings.ts';
import { openDigits } from '../../../network/lab/shared/exam.ts';

/** A run that can be compared: a kept one, or the one on the page. */
export interface ComparedRun extends LabHistory {
  /** The address of a kept one. */
  readonly id: string;
  /** Empty for the one on the page. */
  readonly name: string;
  /** Images that it learned from. */
  readonly images: number;
}

/** The id of the run on the page. */
export const HERE = 'here';

/** The most that can be told apart. */
export const MOST_COMPARED = 4;

/**
 * What there is to compare, the oldest first, the run on the page last.
 * @param kept the newest first
 * @param here left out where it was kept: two runs that did the same are one
 */
export function runsToCompare(
  kept: readonly KeptRun[],
  here: ComparedRun | undefined,
): readonly ComparedRun[] {
  const runs = kept.map(({ address, ...run }): ComparedRun => ({ ...run, id: address })).reverse();
  const isKept = runs.some(
    ({ settings, images, changes }) =>
      here?.images === images &&
      isSameValue({ ...settings, pace: '' }, { ...here.settings, pace: '' }) &&
      isSameValue(changes, here.changes),
  );
  return here && !isKept ? [...runs, here] : runs;
}

/** How many of all test digits may be looked at for these runs: where one has an exam that is shut, its half. */
export function openFor(runs: readonly ComparedRun[], all: number): number {
  return Math.min(
    all,
    ...runs.map(({ settings, exam }) => (exam ? all : openDigits(settings, all))),
  );
}
