import { FormatError } from '#model';
import { UnreachableFile } from '../shared/file-failure.ts';
import { isImported } from '../shared/imported-address.ts';
import { chosenExport, exceptImported } from './imported-export.ts';
import { makeExport, type MadeExport } from '../testing/export-server.ts';

const FOLDER = 'https://school.test/mnist/';
const options = { signal: new AbortController().signal, cache: 'default' } as const;

/** Files as chosen in a folder, but without their folder names. */
function filesOf({ files }: MadeExport): File[] {
  return [...files].map(([url, text]) => new File([text], url.split('/').at(-1) ?? ''));
}

describe('chosenExport', () => {
  const made = makeExport({ mark: 4 });

  it('gives the manifest its own address, and maps snapshots to their names', async () => {
    const { manifestUrl, fetchFile } = await chosenExport(filesOf(made), FOLDER);
    expect(manifestUrl).toMatch(
      /^https:\/\/school\.test\/mnist\/imported-weights\/[0-9a-f]{12}\.json$/,
    );
    expect(isImported(manifestUrl)).toBeTrue();
    const text = new TextDecoder().decode(await fetchFile(manifestUrl, options));
    expect(text).toBe(made.files.get(made.manifestUrl) ?? '');
    const shard = made.shards[1] ?? '';
    const asNamed = new URL('mlp_weights/1.json', manifestUrl).href;
    expect(new TextDecoder().decode(await fetchFile(asNamed, options))).toBe(
      made.files.get(shard) ?? '',
    );
  });

  it('names a snapshot that was not chosen', async () => {
    const chosen = filesOf(made).filter(({ name }) => name !== '2.json');
    const { manifestUrl, fetchFile } = await chosenExport(chosen, FOLDER);
    await expectAsync(
      fetchFile(new URL('mlp_weights/2.json', manifestUrl).href, options),
    ).toBeRejectedWithError(FormatError, /2\.json.*expected to be among the chosen files/);
  });

  /** The texts returned for the manifest's snapshots. */
  async function snapshotTexts(files: File[]): Promise<string[]> {
    const { manifestUrl, fetchFile } = await chosenExport(files, FOLDER);
    const texts = [0, 1, 2].map(async (order) => {
      const url = new URL(`mlp_weights/${order}.json`, manifestUrl).href;
      return new TextDecoder().decode(await fetchFile(url, options));
    });
    return Promise.all(texts);
  }
  const textsOf = ({ shards, files }: MadeExport): string[] =>
    shards.map((url) => files.get(url) ?? '');

  it('finds snapshots by their hashes, however browsers and systems renamed them', async () => {
    for (const names of [
      ['0 (1).json', '1 (2).json', '2 - Kopie.json', 'mlp_weights (3).json'],
      ['0.json.txt', 'download', '', 'x'],
      ['1.json', '2.json', '0.json', 'mlp_weights.json'],
    ]) {
      const renamed = [...made.files.values()].map(
        (text, index) => new File([text], names[index] ?? ''),
      );
      expect(await snapshotTexts(renamed)).toEqual(textsOf(made));
    }
  });

  it('prefers the file with the hash to another export’s file of the same name', async () => {
    const others = filesOf(makeExport({ mark: 90 })).slice(0, -1);
    expect(await snapshotTexts([...others, ...filesOf(made)])).toEqual(textsOf(made));
  });

  it('uses names if the manifest has no hashes', async () => {
    const unhashed = makeExport({ isHashed: false, mark: 7 });
    expect(await snapshotTexts(filesOf(unhashed))).toEqual(textsOf(unhashed));
  });

  it('treats a manifest that was chosen twice as one, in any encoding that Windows writes', async () => {
    const text = made.files.get(made.manifestUrl) ?? '';
    const marked = `\uFEFF${text}`;
    const utf16 = Uint16Array.from({ length: marked.length }, (_, at) => marked.charCodeAt(at));
    const shards = filesOf(made).slice(0, -1);
    for (const manifests of [[text, text], [utf16], [marked]]) {
      const files = manifests.map((content) => new File([content], 'mlp_weights.json'));
      expect(await snapshotTexts([...shards, ...files])).toEqual(textsOf(made));
    }
  });

  it('names a file that cannot be read, such as a folder', async () => {
    const folder = new File([], 'my folder');
    folder.arrayBuffer = () => Promise.reject(new DOMException('A directory', 'NotFoundError'));
    await expectAsync(chosenExport([...filesOf(made), folder], FOLDER)).toBeRejectedWithError(
      FormatError,
      /^my folder: the file: expected one that can be read, found NotFoundError/,
    );
  });

  it('says how many manifests there are, unless there is exactly one', async () => {
    const [first] = filesOf(made);
    for (const [files, found] of [
      [first ? [first] : [], /0 among 1/],
      [[...filesOf(made), ...filesOf(makeExport({ name: 'other' }))], /2 among 8/],
      [[new File(['no JSON'], 'horse.json')], /0 among 1/],
    ] as const) {
      await expectAsync(chosenExport(files, FOLDER)).toBeRejectedWithError(FormatError, found);
    }
  });
});

describe('exceptImported', () => {
  it('requests nothing imported from a server', async () => {
    const asked: string[] = [];
    const fetchFile = exceptImported((url) => {
      asked.push(url);
      return Promise.resolve(new ArrayBuffer(1));
    });
    await fetchFile(`${FOLDER}exports/mine.json`, options);
    await expectAsync(
      fetchFile(`${FOLDER}imported-weights/abc.json`, options),
    ).toBeRejectedWithError(UnreachableFile, /kept on this device/);
    expect(asked).toEqual([`${FOLDER}exports/mine.json`]);
  });
});
