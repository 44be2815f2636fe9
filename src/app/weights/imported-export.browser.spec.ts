import { FormatError } from '#model';
import { UnreachableFile } from './fetch-file.ts';
import { chosenExport, exceptImported, isImported } from './imported-export.ts';
import { makeExport, type MadeExport } from './testing/export-server.ts';

const FOLDER = 'https://school.test/mnist/';
const options = { signal: new AbortController().signal, cache: 'default' } as const;

/** The files as someone chooses them in a folder: without their folders. */
function filesOf({ files }: MadeExport): File[] {
  return [...files].map(([url, text]) => new File([text], url.split('/').at(-1) ?? ''));
}

describe('chosenExport', () => {
  const made = makeExport({ mark: 4 });

  it('gives the manifest an address of its own, and snapshots by their names', async () => {
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

  it('names the snapshot that was not chosen', async () => {
    const chosen = filesOf(made).filter(({ name }) => name !== '2.json');
    const { manifestUrl, fetchFile } = await chosenExport(chosen, FOLDER);
    await expectAsync(
      fetchFile(new URL('mlp_weights/2.json', manifestUrl).href, options),
    ).toBeRejectedWithError(FormatError, /2\.json.*expected to be among the chosen files/);
  });

  it('says how many manifests there are, where it is not one', async () => {
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
  it('asks no server for what was imported', async () => {
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
