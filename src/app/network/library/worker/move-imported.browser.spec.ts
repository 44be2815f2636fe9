import { sha256Hex } from '#model';
import { openDB } from 'idb';
import { makeExport, ExportServer, type MadeExport } from '../../weights/testing/export-server.ts';
import { emptyDevice, storedKeys } from '../../weights/testing/device-shards.ts';
import { DATABASE_NAME } from '../../weights/worker/weights-database.ts';
import { emptyLibrary, LibraryPort } from '../testing/library-port.ts';
import { LibraryRequests } from '../testing/library-requests.ts';

const FOLDER = new URL('.', document.baseURI).href;
const FORMER = `${FOLDER}imported-weights/0a8f36c97bc9.json`;
const imported = makeExport({ name: 'annas', count: 3, architecture: [784, 4, 10], mark: 70 });
/** What the server has, of which the database has a part as well. */
const onServer = makeExport({ count: 2 });

/**
 * The database of an earlier version of the app, as that version left it on a device: one export imported from files,
 * and the app's own, of which one shard of two is stored.
 */
async function oldDatabase(missing: readonly number[] = []): Promise<void> {
  const database = await openDB(DATABASE_NAME, 1, {
    upgrade: (upgraded) => {
      upgraded.createObjectStore('shards');
      upgraded.createObjectStore('exports');
    },
  });
  const put = async (url: string, made: MadeExport, indices: readonly number[]): Promise<void> => {
    const text = made.files.get(made.manifestUrl) ?? '';
    const shards = made.shards.map((file, index) => {
      const bytes = new TextEncoder().encode(made.files.get(file));
      const path = file.slice(made.manifestUrl.lastIndexOf('/') + 1);
      return { index, bytes, file: new URL(path, url).href, sha256: sha256Hex(bytes) };
    });
    const copy = {
      edition: sha256Hex(new TextEncoder().encode(text)),
      text,
      files: shards.map(({ file }) => file),
      hashes: Object.fromEntries(shards.map(({ file, sha256 }) => [file, sha256])),
    };
    const isWhole = indices.length === shards.length;
    const record = { newest: copy, owners: [FOLDER], ...(isWhole && { whole: copy }) };
    await database.put('exports', record, url);
    for (const { index, bytes, sha256 } of shards) {
      if (indices.includes(index)) await database.put('shards', bytes.buffer, sha256);
    }
  };
  await put(
    FORMER,
    imported,
    [0, 1, 2].filter((index) => !missing.includes(index)),
  );
  await put(onServer.manifestUrl, onServer, [1]);
  database.close();
}

describe('moveImported', () => {
  let library: LibraryRequests;
  const ports: LibraryPort[] = [];
  const visit = (): LibraryRequests => {
    const server = new ExportServer();
    server.add(onServer);
    const port = new LibraryPort(server);
    ports.push(port);
    return new LibraryRequests(port);
  };

  beforeEach(async () => {
    await emptyDevice();
    await emptyLibrary();
    library = visit();
  });
  afterEach(() => {
    for (const port of ports.splice(0)) port.terminate();
  });

  const exportsLeft = async (): Promise<unknown> => {
    const database = await openDB(DATABASE_NAME);
    const keys = await database.getAllKeys('exports');
    database.close();
    return keys;
  };
  const marks = async (address: string, of = library): Promise<unknown[]> => {
    const { set } = await of.ask('open', { address });
    const found: unknown[] = [];
    for (const index of set.timeline.keys()) {
      const shard = {
        manifestUrl: address,
        manifestSha256: '',
        file: `${address}/${index}`,
        network: set.network,
      };
      found.push((await of.ask('shard', { shard })).at(-1)?.biases[0]);
    }
    return found;
  };

  it('moves an imported export into the library, with nothing lost, and leaves the rest where it is', async () => {
    await oldDatabase();
    const { networks } = await library.contents();
    const moved = networks.find(({ isKept }) => isKept);
    expect(moved).toEqual(
      jasmine.objectContaining({ name: 'annas', checkpoints: 3, layers: [784, 4, 10] }),
    );
    expect(networks.length).toBe(2);
    expect(await marks(moved?.id ?? '')).toEqual([70, 71, 72]);
    expect(await exportsLeft()).toEqual([onServer.manifestUrl]);
    expect((await storedKeys()).length).toBe(1);
  });

  it('opens it under its old address as what it has become', async () => {
    await oldDatabase();
    const { set, weights } = await library.ask('open', { address: FORMER });
    expect(set.url).toMatch(/^library:/);
    expect(weights.at(-1)?.biases[0]).toBe(72);
    const next = await visit().ask('open', { address: FORMER });
    expect(next.set.url).toBe(set.url);
  });

  it('does it once, though the app ended between storing and deleting', async () => {
    await oldDatabase();
    await library.contents();
    await oldDatabase();
    const next = visit();
    const { networks } = await next.contents();
    expect(networks.filter(({ isKept }) => isKept).length).toBe(1);
    expect(await exportsLeft()).toEqual([onServer.manifestUrl]);
  });

  it('moves what can still be read', async () => {
    await oldDatabase([1]);
    const { networks } = await library.contents();
    const moved = networks.find(({ isKept }) => isKept);
    expect(await marks(moved?.id ?? '')).toEqual([70, 72]);
  });

  it('leaves an export of which nothing can be read', async () => {
    await oldDatabase([0, 1, 2]);
    const { networks } = await library.contents();
    expect(networks.some(({ isKept }) => isKept)).toBeFalse();
    expect(await exportsLeft()).toContain(FORMER);
  });

  it('leaves an export whose manifest is none, which keeps nothing else from working', async () => {
    await oldDatabase();
    const database = await openDB(DATABASE_NAME);
    const record = (await database.get('exports', FORMER)) as { whole: { text: string } };
    record.whole.text = '{"version": 1}';
    await database.put('exports', record, FORMER);
    database.close();
    const { networks } = await library.contents();
    expect(networks.map(({ id }) => id)).toEqual([onServer.manifestUrl]);
    expect(await exportsLeft()).toContain(FORMER);
  });

  it('leaves everything where it is, and opens it from there, where there is no room for a copy', async () => {
    await oldDatabase();
    spyOn(IDBObjectStore.prototype, 'add').and.throwError(
      new DOMException('no space', 'QuotaExceededError'),
    );
    const { networks } = await library.contents();
    expect(networks.map(({ id }) => id)).toEqual([onServer.manifestUrl, FORMER]);
    expect(await marks(FORMER)).toEqual([70, 71, 72]);
    expect(await exportsLeft()).toContain(FORMER);
    expect((await storedKeys()).length).toBe(4);
  });

  it('says so when there is nothing at an old address', async () => {
    const opening = library.ask('open', { address: FORMER });
    await expectAsync(opening).toBeRejectedWithError(
      Error,
      /imported-weights.*kept on this device/,
    );
  });
});
