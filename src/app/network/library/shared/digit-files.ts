import type { DigitFile } from '#model';

/** A file of digits, and whether it is on this device. */
export interface DigitFileState extends DigitFile {
  readonly isHere: boolean;
}

/** What is on this device of the digits that networks learn from. */
export interface DigitFilesState {
  /** Those for training in MNIST's order, then the test file; empty if the list has never arrived. */
  readonly files: readonly DigitFileState[];
}

/** Which files are wanted: one to learn from and the test file, or all. */
export type WantedDigits = 'starter' | 'all';

/** How far files have come. */
export interface DigitsProgress {
  readonly files: number;
  readonly filesHere: number;
  /** Of all wanted files, and of those that are here. */
  readonly bytes: number;
  readonly bytesHere: number;
}

/** The wanted ones of these files: the first to learn from and the test file, or all. */
export function wantedFiles<File extends DigitFile>(
  files: readonly File[],
  wanted: WantedDigits,
): readonly File[] {
  if (wanted === 'all') return files;
  const first = files.find(({ part }) => part === 'train');
  return files.filter((file) => file === first || file.part === 'test');
}

/** How much of these files is here. */
export function digitsProgress(files: readonly DigitFileState[]): DigitsProgress {
  const here = files.filter(({ isHere }) => isHere);
  const sum = (some: readonly DigitFileState[]): number =>
    some.reduce((total, { bytes }) => total + bytes, 0);
  return { files: files.length, filesHere: here.length, bytes: sum(files), bytesHere: sum(here) };
}
