import { FormatError } from './format-error.ts';
import { JsonField, parseJson } from './json-field.ts';
import { fastSha256Hex } from './sha256.ts';

/** A compressed file of digits, as `packDigits` makes them. */
export interface DigitFile {
  /** Relative to the list, with a part of its hash, so that changed content has another name. */
  readonly path: string;
  /** Whether a network learns from it or is tested with it. */
  readonly part: 'train' | 'test';
  /** How many digits are in it. */
  readonly digits: number;
  /** Length and SHA-256 (lower-case hex) of the compressed file. */
  readonly bytes: number;
  readonly sha256: string;
}

/** The files of digits that a build of the app has, those for training in MNIST's order. */
export interface DigitList {
  readonly files: readonly DigitFile[];
}

const VERSION = 1;
const PATH = /^[a-z0-9-]+\.[0-9a-f]{8}\.digits$/;
const SHA256 = /^[0-9a-f]{64}$/;
const MOST_FILES = 32;
const MOST_BYTES = 16 * 2 ** 20;

/** The text of a list. */
export function formatDigitList({ files }: DigitList): string {
  return `${JSON.stringify({ version: VERSION, files }, null, 1)}\n`;
}

/**
 * Reads a list of files of digits.
 * @param file where the text comes from, for messages
 * @throws FormatError unless it names a test file and a file to learn from at least
 */
export function parseDigitList(text: string, file: string): DigitList {
  const root = new JsonField(file, parseJson(text, file));
  root.get('version').oneOf(VERSION);
  const items = root.get('files').items();
  if (items.length > MOST_FILES) {
    throw root.get('files').error(`at most ${MOST_FILES} files`, `${items.length}`);
  }
  const files = items.map((item): DigitFile => {
    const [path, sha256] = [item.get('path'), item.get('sha256')];
    if (!PATH.test(path.string())) throw path.error('a name like train-1.0123abcd.digits');
    if (!SHA256.test(sha256.string())) throw sha256.error('64 hexadecimal digits');
    return {
      path: path.string(),
      part: item.get('part').oneOf('train', 'test'),
      digits: item.get('digits').integer(1, 0xffff),
      bytes: item.get('bytes').integer(1, MOST_BYTES),
      sha256: sha256.string(),
    };
  });
  for (const part of ['train', 'test'] as const) {
    if (files.some((other) => other.part === part)) continue;
    throw root.get('files').error(`a file with part ${part}`, 'none');
  }
  if (new Set(files.map(({ path }) => path)).size < files.length) {
    throw root.get('files').error('every file once', 'one twice');
  }
  return { files };
}

/**
 * Throws FormatError unless these are the bytes that the list means: cut off, changed on the way, or another file.
 * @param place where they came from, for the message
 */
export async function checkDigitFile(
  bytes: Uint8Array<ArrayBuffer>,
  { bytes: length, sha256 }: DigitFile,
  place: string,
): Promise<void> {
  if (bytes.length !== length) {
    throw new FormatError(place, 'length', `${length} bytes`, `${bytes.length}`);
  }
  const found = await fastSha256Hex(bytes);
  if (found !== sha256) throw new FormatError(place, 'SHA-256', sha256, found);
}
