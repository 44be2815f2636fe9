import { droppedFiles, type Dropped } from './dropped-files.ts';

type Item = Dropped['items'] extends Iterable<infer T> ? T : never;

const item = (file: File | null, entry: unknown = null): Item => ({
  getAsFile: () => file,
  webkitGetAsEntry: () => entry as FileSystemEntry | null,
});
const named = (name: string): File => new File(['{}'], name);
const text: Item = { getAsFile: () => null, webkitGetAsEntry: () => null };

/** A file in a folder. */
const entry = (name: string): unknown => ({
  name,
  fullPath: `/dropped/${name}`,
  isDirectory: false,
  file: (take: (file: File) => void) => {
    take(named(name));
  },
});

/** A folder whose reader returns two entries at a time; Chromium returns a hundred. */
const folder = (name: string, entries: readonly unknown[]): unknown => ({
  name,
  isDirectory: true,
  createReader: () => {
    const left = [...entries];
    return {
      readEntries: (take: (some: unknown[]) => void) => {
        take(left.splice(0, 2));
      },
    };
  },
});

const namesOf = async (items: readonly Item[]): Promise<string[]> =>
  (await droppedFiles({ items })).files.map(({ name }) => name);

describe('droppedFiles', () => {
  it('accepts files', async () => {
    const items = [item(named('mine.json')), item(named('000.JSON'))];
    expect(await namesOf(items)).toEqual(['mine.json', '000.JSON']);
  });

  it('accepts folders with all their contents', async () => {
    const shards = folder('mine', ['0.json', '1.json', '2.json', '3.json', '4.json'].map(entry));
    const items = [
      // This file cannot be read.
      item(named('exports'), folder('exports', [entry('mine.json'), shards])),
    ];
    expect(await namesOf(items)).toEqual([
      'mine.json',
      '0.json',
      '1.json',
      '2.json',
      '3.json',
      '4.json',
    ]);
  });

  it('accepts whatever a network may be in, and tells the paths in folders', async () => {
    const names = ['a.zip', 'b.onnx', 'b.onnx.data', 'b.onnx_data', 'B.BIN', 'drawings.json'];
    expect(await namesOf(names.map((name) => item(named(name))))).toEqual(names);
    const items = [item(null, folder('dropped', names.map(entry)))];
    const { files } = await droppedFiles({ items });
    expect(files.map((file) => file.webkitRelativePath)).toEqual(
      names.map((name) => `dropped/${name}`),
    );
  });

  it('leaves out other files, and those that macOS adds', async () => {
    const items = ['horse.png', '._mine.json', 'mine.json', '.DS_Store', 'json', 'a.json.txt'].map(
      (name) => item(named(name)),
    );
    expect(await namesOf([text, ...items])).toEqual(['mine.json']);
  });

  it('names what was dropped when none of it is usable', async () => {
    expect(await droppedFiles({ items: [item(named('horse.png'))] })).toEqual({
      files: [],
      name: 'horse.png',
    });
    expect(await droppedFiles({ items: [item(null, folder('empty', []))] })).toEqual({
      files: [],
      name: 'empty',
    });
    expect(await droppedFiles({ items: [text] })).toEqual({ files: [], name: undefined });
    expect(await droppedFiles({ items: [] })).toEqual({ files: [], name: undefined });
  });

  it('stops in folders that never end', async () => {
    const endless: unknown[] = [];
    const loop = folder('loop', endless);
    endless.push(loop);
    expect(await namesOf([item(null, loop)])).toEqual([]);
  });

  it('reads only so much of a folder with no end of files', async () => {
    const endless = {
      name: 'endless',
      isDirectory: true,
      createReader: () => ({
        readEntries: (take: (some: unknown[]) => void) => {
          take(Array.from({ length: 100 }, () => entry('horse.png')));
        },
      }),
    };
    expect(await namesOf([item(null, endless), item(named('mine.json'))])).toEqual(['mine.json']);
  });

  it('does not read files that belong to no export', async () => {
    const locked = {
      name: 'horse.png',
      isDirectory: false,
      file: (_: unknown, refuse: (error: DOMException) => void) => {
        refuse(new DOMException('locked', 'NotReadableError'));
      },
    };
    const items = [item(null, folder('mine', [locked, entry('mine.json')]))];
    expect(await namesOf(items)).toEqual(['mine.json']);
  });

  it('says so when a folder cannot be read', async () => {
    const gone = {
      name: 'gone',
      isDirectory: true,
      createReader: () => ({
        readEntries: (_: unknown, refuse: (error: DOMException) => void) => {
          refuse(new DOMException('gone', 'NotFoundError'));
        },
      }),
    };
    await expectAsync(droppedFiles({ items: [item(null, gone)] })).toBeRejectedWithError(
      DOMException,
    );
  });
});
