import { checkDigitFile, formatDigitList, parseDigitList, type DigitFile } from './digit-list.ts';
import { sha256Hex } from './sha256.ts';

const LIST = 'digits/list.json';

function fileOf(bytes: Uint8Array, part: 'train' | 'test'): DigitFile {
  const sha256 = sha256Hex(bytes);
  const path = `${part}-1.${sha256.slice(0, 8)}.digits`;
  return { path, part, digits: 1, bytes: bytes.length, sha256 };
}

const TRAIN = fileOf(Uint8Array.of(1, 2, 3), 'train');
const TEST = fileOf(Uint8Array.of(4, 5), 'test');

describe('a list of files of digits', () => {
  it('comes back as it was written', () => {
    const list = { files: [TRAIN, TEST] };
    expect(parseDigitList(formatDigitList(list), LIST)).toEqual(list);
  });

  const REFUSED: readonly (readonly [name: string, files: readonly object[], message: string])[] = [
    ['without a test file', [TRAIN], 'files: expected a file with part test, found none'],
    ['without one to learn from', [TEST], 'files: expected a file with part train, found none'],
    ['with a file twice', [TRAIN, TRAIN, TEST], 'files: expected every file once, found one twice'],
    [
      'with a way out of its folder',
      [{ ...TRAIN, path: '../train-1.01234567.digits' }, TEST],
      'files[0].path: expected a name like train-1.0123abcd.digits, found "../train-1.01234567.digits"',
    ],
    ['with another part', [{ ...TRAIN, part: 'all' }], 'files[0].part: expected "train" or "test"'],
    ['with half a hash', [{ ...TRAIN, sha256: 'ab' }], 'files[0].sha256: expected 64 hexadecimal'],
    ['with an endless file', [{ ...TRAIN, bytes: 1e9 }], 'files[0].bytes: expected a whole number'],
    [
      'with many files',
      new Array<object>(33).fill(TRAIN),
      'files: expected at most 32 files, found 33',
    ],
  ];
  for (const [name, files, message] of REFUSED) {
    it(`is refused ${name}`, () => {
      expect(() => parseDigitList(JSON.stringify({ version: 1, files }), LIST)).toThrowMatching(
        (error: Error) => error.message.startsWith(`${LIST}: ${message}`),
      );
    });
  }

  it('knows its files by length and hash', async () => {
    await expectAsync(checkDigitFile(Uint8Array.of(1, 2, 3), TRAIN, TRAIN.path)).toBeResolved();
    await expectAsync(checkDigitFile(Uint8Array.of(1, 2), TRAIN, TRAIN.path)).toBeRejectedWithError(
      `${TRAIN.path}: length: expected 3 bytes, found 2`,
    );
    const flipped = Uint8Array.of(1, 2, 2);
    await expectAsync(checkDigitFile(flipped, TRAIN, TRAIN.path)).toBeRejectedWithError(
      `${TRAIN.path}: SHA-256: expected ${TRAIN.sha256}, found ${sha256Hex(flipped)}`,
    );
  });
});
