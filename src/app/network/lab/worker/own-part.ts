import { FormatError, type LabelledImages } from '#model';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import { isOnlyTest } from '../shared/own-digits.ts';
import type { OwnDigitStore, OwnImages } from './own-digit-store.ts';
import type { RunPoint } from './run-point.ts';

const PIXELS = 784;

/** What own digits are in a run. */
export interface OwnPart {
  /** What it learns from them; empty where they only test. */
  readonly training: LabelledImages;
  /** What they test it with: each fifth, or all. */
  readonly test: LabelledImages;
  /** The same for the same own digits. */
  readonly print: string;
}

/**
 * The part that own digits have in a run.
 * @returns undefined if they have none, or there are none
 */
export function ownPart(
  { ownDigits, leftOut }: Pick<LabSettings, 'ownDigits' | 'leftOut'>,
  own: OwnImages,
): OwnPart | undefined {
  if (ownDigits === 'off' || own.labels.length === 0) return undefined;
  const isLearned = (label: number, number: number): boolean =>
    ownDigits === 'train' && !isOnlyTest(number) && !leftOut.includes(label);
  const isTest = (_: number, number: number): boolean => ownDigits === 'test' || isOnlyTest(number);
  return { training: chosen(own, isLearned), test: chosen(own, isTest), print: own.print };
}

/** How many own digits a run with these settings learns from. */
export async function learnedOwn(settings: LabSettings, store: OwnDigitStore): Promise<number> {
  return (await partNow(settings, store))?.training.labels.length ?? 0;
}

/** Whether the own digits of an interrupted run are still what they were. */
export async function isGoneOnWith(
  { settings, own }: Pick<RunPoint, 'settings' | 'own'>,
  store: OwnDigitStore,
): Promise<boolean> {
  return (await partNow(settings, store))?.print === own;
}

/** Throws FormatError if an interrupted run had other own digits than there are now. */
export async function refuseChangedOwn(point: RunPoint, store: OwnDigitStore): Promise<void> {
  if (await isGoneOnWith(point, store)) return;
  throw new FormatError('the run', 'own digits', 'those that it began with', 'others');
}

async function partNow(settings: LabSettings, store: OwnDigitStore): Promise<OwnPart | undefined> {
  if (settings.ownDigits === 'off') return undefined;
  const images = await orWithoutStorage(store.images(), undefined);
  return images && ownPart(settings, images);
}

function chosen(
  { pixels, labels }: LabelledImages,
  isChosen: (label: number, number: number) => boolean,
): LabelledImages {
  const numbers = [...labels.keys()].filter((number) => isChosen(labels[number] ?? 0, number));
  const ink = new Uint8Array(numbers.length * PIXELS);
  numbers.forEach((number, index) => {
    ink.set(pixels.subarray(number * PIXELS, (number + 1) * PIXELS), index * PIXELS);
  });
  return { pixels: ink, labels: Uint8Array.from(numbers, (number) => labels[number] ?? 0) };
}
