import {
  fastSha256Hex,
  formatDigitList,
  packDigits,
  type DigitFile,
  type LabelledImages,
} from '#model';
import { UnreachableFile } from '../../weights/shared/file-failure.ts';
import type { FetchFile } from '../../weights/shared/fetch-file.ts';
import type { DigitsProgress } from '../shared/digit-files.ts';
import { emptyLibrary } from '../testing/library-port.ts';
import { decodeDigits } from './decode-digits.ts';
import { DigitStore } from './digit-store.ts';
import { DigitSupply } from './digit-supply.ts';
import { LibraryDatabase } from './library-database.ts';

const FOLDER = 'https://school.example/app/';
const DIGITS = `${FOLDER}digits/`;

describe('the supply of digits', () => {
  /** What the server has, by address. */
  let served: Map<string, ArrayBuffer>;
  let asked: string[];
  let files: DigitFile[];
  let database: LibraryDatabase;
  let supply: DigitSupply;
  const { signal } = new AbortController();

  const fetchFile: FetchFile = (url) => {
    asked.push(url.slice(DIGITS.length));
    const bytes = served.get(url);
    if (bytes) return Promise.resolve(bytes.slice(0));
    const what = [url, 'HTTP status', '200', '404'] as const;
    return Promise.reject(new UnreachableFile(what, { kind: 'status', status: 404 }));
  };
  const visit = (): void => {
    database = new LibraryDatabase(() => undefined);
    supply = new DigitSupply(new DigitStore(database, FOLDER), fetchFile, FOLDER);
    asked = [];
  };

  beforeEach(async () => {
    await emptyLibrary();
    served = new Map();
    files = [];
    for (const [name, part] of [
      ['train-1', 'train'],
      ['train-2', 'train'],
      ['test', 'test'],
    ] as const) {
      const bytes = await zipped(packDigits(digits(files.length + 2)));
      const sha256 = await fastSha256Hex(new Uint8Array(bytes));
      const path = `${name}.${sha256.slice(0, 8)}.digits`;
      files.push({ path, part, digits: files.length + 2, bytes: bytes.byteLength, sha256 });
      served.set(DIGITS + path, bytes);
    }
    served.set(`${DIGITS}list.json`, textBytes(formatDigitList({ files })));
    visit();
  });

  const paths = (): string[] => files.map(({ path }) => path);

  it('brings one file to learn from and the test file first, and says how far it is', async () => {
    expect((await supply.state()).files).toEqual([]);
    const told: DigitsProgress[] = [];
    const { files: here } = await supply.bring('starter', signal, (progress) =>
      told.push(progress),
    );
    expect(here.map(({ isHere }) => isHere)).toEqual([true, false, true]);
    expect(told.map(({ filesHere, files: all }) => [filesHere, all])).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
    expect(told.at(-1)?.bytesHere).toBe((files[0]?.bytes ?? 0) + (files[2]?.bytes ?? 0));
    expect(asked).toEqual(['list.json', paths()[0] ?? '', paths()[2] ?? '']);
  });

  it('goes on where it was stopped, also in the next visit', async () => {
    await supply.bring('starter', signal);
    visit();
    await supply.bring('all', signal);
    expect(asked).toEqual(['list.json', paths()[1] ?? '']);
  });

  it('gives digits without a server, once they are here', async () => {
    await supply.bring('all', signal);
    visit();
    served.clear();
    const [first] = (await supply.list(signal)).files;
    if (!first) throw new Error('expected a file');
    const { pixels, labels } = await decodeDigits(await supply.bytes(first, signal), first);
    expect(labels).toEqual(digits(2).labels);
    expect(pixels).toEqual(digits(2).pixels);
    expect(asked).toEqual(['list.json']);
    expect((await supply.bring('all', signal)).files.every(({ isHere }) => isHere)).toBeTrue();
  });

  it('refuses what is another file than the list says, and keeps what came before', async () => {
    const [, second = ''] = paths();
    const page = textBytes('<!doctype html><title>Login</title>');
    served.set(DIGITS + second, page);
    await expectAsync(supply.bring('all', signal)).toBeRejectedWith(
      jasmine.objectContaining({
        ...{ file: DIGITS + second, field: 'length', expected: `${files[1]?.bytes ?? 0} bytes` },
        ...{ found: `${page.byteLength}`, arrival: { kind: 'page' } },
      }),
    );
    const { files: here } = await supply.state();
    expect(here.map(({ isHere }) => isHere)).toEqual([true, false, false]);
  });

  it('says which file the server does not have', async () => {
    served.delete(DIGITS + (paths()[2] ?? ''));
    await expectAsync(supply.bring('starter', signal)).toBeRejectedWith(
      jasmine.objectContaining({ arrival: { kind: 'status', status: 404 } }),
    );
  });

  it('fetches a file again that was damaged on the device', async () => {
    await supply.bring('all', signal);
    const [file] = files;
    if (!file) throw new Error('expected a file');
    const flipped = new Uint8Array(served.get(DIGITS + file.path)?.slice(0) ?? []);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    await database.run('readwrite', (tx) =>
      tx
        .objectStore('digits')
        .put({ bytes: flipped.buffer, sha256: file.sha256 }, [FOLDER, file.path]),
    );
    visit();
    expect((await supply.bytes(file, signal)).byteLength).toBe(file.bytes);
    expect(asked).toEqual([file.path]);
    await supply.bytes(file, signal);
    expect(asked).toEqual([file.path]);
  });

  it('lets go of files that a newer build has no more', async () => {
    await supply.bring('all', signal);
    const [first, , test] = files;
    if (!first || !test) throw new Error('expected files');
    served.set(`${DIGITS}list.json`, textBytes(formatDigitList({ files: [first, test] })));
    visit();
    await supply.bring('all', signal);
    const left = await new DigitStore(database, FOLDER).paths();
    expect([...left].sort()).toEqual([first.path, test.path].sort());
  });

  it('keeps those of another copy of the app apart', async () => {
    await supply.bring('all', signal);
    const other = new DigitStore(database, 'https://school.example/other/');
    expect(await other.list()).toBeUndefined();
    await other.setList({ files: files.slice(0, 1) });
    expect((await supply.state()).files.every(({ isHere }) => isHere)).toBeTrue();
  });

  it('refuses what is not compressed, and another number of digits', async () => {
    const [first] = files;
    if (!first) throw new Error('expected a file');
    await expectAsync(decodeDigits(new Uint8Array(20), first)).toBeRejectedWithError(
      /^train-1\..*: the file: expected compressed by gzip, found /,
    );
    const whole = new Uint8Array(served.get(DIGITS + first.path) ?? []);
    await expectAsync(decodeDigits(whole.slice(0, 40), first)).toBeRejectedWithError(
      /expected compressed by gzip, found /,
    );
    await expectAsync(decodeDigits(whole, { ...first, digits: 3 })).toBeRejectedWithError(
      /: digits: expected 3, found 2$/,
    );
  });
});

function digits(count: number): LabelledImages {
  return {
    labels: Uint8Array.from({ length: count }, (_, index) => index),
    pixels: Uint8Array.from({ length: count * 784 }, (_, index) => (index % 16) * 17),
  };
}

function textBytes(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}

async function zipped(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
