import { exportFiles, readFiles, writeExportZip, type ReadNetwork } from '#formats';
import { openDB } from 'idb';
import { smallNetwork } from '../../../../../projects/formats/testing/small-network.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import { shardAddress } from '../../weights/shared/shard-address.ts';
import { ExportServer, makeExport } from '../../weights/testing/export-server.ts';
import { emptyDevice } from '../../weights/testing/device-shards.ts';
import { emptyLibrary, LibraryPort, libraryDump, refusalOf } from '../testing/library-port.ts';
import { LibraryRequests } from '../testing/library-requests.ts';
import { LIBRARY_DATABASE } from './library-database.ts';

const network = smallNetwork([6], 3);
const zipOf = (of: ReadNetwork) => [{ name: 'class/Anna.zip', bytes: writeExportZip(of) }];
const made = makeExport({ count: 2 });

describe('LibrarySession', () => {
  let server: ExportServer;
  let library: LibraryRequests;
  const tabs: LibraryPort[] = [];

  /** Another tab, or the next visit. */
  const visit = (world: ConstructorParameters<typeof LibraryPort>[1] = {}): LibraryRequests => {
    const port = new LibraryPort(server, world);
    tabs.push(port);
    return new LibraryRequests(port);
  };

  beforeEach(async () => {
    await emptyLibrary();
    await emptyDevice();
    server = new ExportServer();
    server.add(made);
    library = visit();
  });
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.terminate();
  });

  const storageReason = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      await work;
      return 'kept';
    } catch (error) {
      return error instanceof WeightsFailure ? error.failure.storage : error;
    }
  };

  it('says what files are, and keeps nothing of them', async () => {
    await library.contents();
    const before = await libraryDump();
    const report = await library.check(zipOf(network));
    expect(report).toEqual(
      jasmine.objectContaining({
        ...{ kind: 'network', name: 'Anna', layers: [784, 6, 10], checkpoints: 3, accuracy: 0.2 },
        ...{ bytes: 3 * 2 * (785 * 6 + 7 * 10), ink: { kind: 'known' }, twin: undefined },
        origin: {
          ...{ kind: 'file', file: 'mlp_weights.json', format: 'export', isZipped: true },
          ...{ producer: 'mnist-mlp-visualizer', producerVersion: '9.9.9' },
        },
      }),
    );
    expect(report.trial?.all.of).toBe(120);
    expect(report.trial?.shown.of).toBe(100);
    expect(report.trial?.digits.map(({ label }) => label).join('')).toMatch(/^0{10}1{10}.*9{10}$/);
    expect(report.face?.templates.length).toBe(6);
    expect(await libraryDump()).toBe(before);
  });

  it('keeps a network whole, and opens it on the next visit like an export', async () => {
    const address = await library.keep(zipOf(network), 'Anna');
    const next = visit();
    const { networks } = await next.contents();
    expect(networks.map(({ id, name, isKept }) => [id, name, isKept])).toEqual([
      [made.manifestUrl, '', false],
      [address, 'Anna', true],
    ]);
    const { set, weights, stored } = await next.ask('open', { address });
    expect([set.url, set.network, stored]).toEqual([address, network.spec, [true, true, true]]);
    expect(set.calibration).toEqual({ temperature: 1.5, leastCertainty: 2 });
    expect([...weights]).toEqual([...(network.checkpoints[2]?.weights ?? [])]);
    for (const [index, { weights, moment }] of network.checkpoints.entries()) {
      const shard = shardAddress(set, 'any', index);
      expect(shard.file).toBe(`${address}/${index}`);
      expect([...(await next.ask('shard', { shard }))]).toEqual([...weights]);
      expect(await next.ask('ensureStored', { shard })).toEqual({ isStored: true });
      expect(set.timeline[index]).toEqual(jasmine.objectContaining(moment));
    }
  });

  it('keeps float32 where half floats would round', async () => {
    const [last] = network.checkpoints.slice(-1);
    const thirds = (last?.weights ?? []).map(({ weights, biases }) => ({
      weights: weights.map((weight) => weight / 3),
      biases: biases.map((bias) => bias / 3),
    }));
    const source = { ...network, checkpoints: last ? [{ ...last, weights: thirds }] : [] };
    const { writeOnnx, lastCheckpoint } = await import('#formats');
    const onnx = { name: 'a.onnx', bytes: writeOnnx(source, lastCheckpoint(source)) };
    const report = await library.check([onnx]);
    expect(report.remarks).toContain({ kind: 'float32' });
    const address = await library.ask('keep', { report: report.id, name: 'a', ink: undefined });
    const { weights } = await library.ask('open', { address });
    expect([...weights]).toEqual(thirds);
    const written = await library.ask('write', { address, format: 'onnx', checkpoint: undefined });
    expect(written.map(({ name, bytes }) => [name, [...bytes]])).toEqual([
      ['a.onnx', [...onnx.bytes]],
    ]);
  });

  it('writes what it keeps, so that it can be read again', async () => {
    const address = await library.keep(zipOf(network), 'Anna & Ben: 99,1 %');
    const [zip] = await library.ask('write', { address, format: 'zip', checkpoint: undefined });
    expect([zip?.name, zip?.type]).toEqual(['Anna-Ben-99-1.zip', 'application/zip']);
    expect([...(zip?.bytes ?? [])]).toEqual([...writeExportZip(network)]);
    const one = await library.ask('write', { address, format: 'checkpoint', checkpoint: 1 });
    expect(one.map(({ name }) => name)).toEqual(['Anna-Ben-99-1-approx_50.zip']);
    const read = await readFiles(one);
    expect(read.kind === 'network' && read.network.checkpoints).toEqual(
      network.checkpoints.slice(1, 2),
    );
    const none = library.ask('write', { address, format: 'checkpoint', checkpoint: 7 });
    expect(await refusalOf(none)).toContain('expected a checkpoint from 0 to 2, found 7');
  });

  it("writes the app's own network", async () => {
    const address = made.manifestUrl;
    const [zip] = await library.ask('write', { address, format: 'zip', checkpoint: undefined });
    expect(zip?.name).toBe('mlp_weights.zip');
    const found = await readFiles([{ name: 'x.zip', bytes: zip?.bytes ?? new Uint8Array() }]);
    expect(found.kind === 'network' && found.network.checkpoints.length).toBe(2);
  });

  it('names the missing snapshot, and any other reason, in one sentence, and changes nothing', async () => {
    await library.keep(zipOf(network));
    const before = await libraryDump();
    const files = exportFiles(network).filter(({ name }) => !name.includes('001_'));
    expect(await refusalOf(library.check(files))).toBe(
      'mlp_weights.json: timeline checkpoint 1: expected the file mlp_weights/001_approx-50.json among those chosen, found none of that name',
    );
    const many = Array.from({ length: 201 }, (_, i) => ({
      name: `${i}`,
      bytes: new Uint8Array(1),
    }));
    expect(await refusalOf(library.check(many))).toBe(
      'chosen files: files: expected at most 200, found 201',
    );
    expect(await libraryDump()).toBe(before);
  });

  it('refuses files that are too large before reading them', async () => {
    const file = new File(['x'], 'disk.zip');
    Object.defineProperty(file, 'size', { value: 4e9 });
    const { readChosen } = await import('./read-chosen.ts');
    const read = spyOn(file, 'arrayBuffer').and.callThrough();
    expect(await refusalOf(readChosen([{ path: 'disk.zip', file }]))).toBe(
      'chosen files: size: expected at most 50 MB, found 4000.0 MB',
    );
    expect(read).not.toHaveBeenCalled();
  });

  it('finds what it has already', async () => {
    const address = await library.keep(zipOf(network));
    expect((await library.check(zipOf(network))).twin).toBe(address);
    expect((await library.check(zipOf(smallNetwork([6], 2)))).twin).toBeUndefined();
    await library.ask('remove', { address });
    expect((await library.check(zipOf(network))).twin).toBeUndefined();
  });

  it('lets a network be looked at without keeping it, until it is forgotten', async () => {
    await library.contents();
    const before = await libraryDump();
    const { id } = await library.check(zipOf(network));
    const address = await library.ask('look', { report: id, ink: undefined });
    for (const time of ['once', 'and again, since weights are handed over']) {
      const { set, weights } = await library.ask('open', { address });
      expect([set.url, set.timeline.length, weights[0]?.weights.length])
        .withContext(time)
        .toEqual([address, 3, 6 * 784]);
    }
    await library.ask('forget', { report: id });
    expect(await refusalOf(library.ask('open', { address }))).toContain('expected in the library');
    expect(
      await refusalOf(library.ask('keep', { report: id, name: '', ink: undefined })),
    ).toContain('choose them again');
    expect(await libraryDump()).toBe(before);
  });

  it('renames, but not to nothing, nor without end', async () => {
    const address = await library.keep(zipOf(network));
    const nameAfter = async (name: string): Promise<unknown> => {
      await library.ask('rename', { address, name });
      return (await library.contents()).networks[1]?.name;
    };
    expect(await nameAfter('  Übung 7 ✏️ ')).toBe('Übung 7 ✏️');
    expect(await nameAfter(' \n ')).toBe('Übung 7 ✏️');
    expect(await nameAfter('x'.repeat(500))).toBe('x'.repeat(80));
    // As little under the name of a file.
    await library.keep(zipOf(network), 'y'.repeat(300));
    const names = (await library.contents()).networks.map(({ name }) => name);
    expect(names).toContain('y'.repeat(80));
    const own = library.ask('rename', { address: made.manifestUrl, name: 'mine' });
    expect(await refusalOf(own)).toContain('expected one that is kept in the library');
  });

  describe('removing', () => {
    let address: string;
    beforeEach(async () => {
      address = await library.keep(zipOf(network), 'Anna');
    });
    const ids = async (of = library): Promise<string[]> =>
      (await of.contents()).networks.map(({ id }) => id);

    it('takes a network out at once, and brings it back within ten seconds', async () => {
      await library.ask('remove', { address });
      expect(await ids()).not.toContain(address);
      expect(await refusalOf(library.ask('open', { address }))).toContain('in the library');
      library.port.nowMs += 9_999;
      expect((await library.contents()).removed).toEqual([
        { id: address, name: 'Anna', removedMs: library.port.nowMs - 9_999 },
      ]);
      const other = visit();
      other.port.nowMs = library.port.nowMs;
      await other.ask('restore', { address });
      expect(await ids()).toContain(address);
      await library.ask('open', { address });
    });

    it('deletes it then, record and weights', async () => {
      // Nobody lists the library meanwhile.
      await library.ask('remove', { address });
      const changes = library.changes;
      library.port.nowMs += 10_200;
      for (const act of library.port.due.splice(0)) act();
      for (let turn = 0; library.changes === changes && turn < 200; turn++) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(await libraryDump()).toBe(
        ['checkpoints', 'digits', 'evaluations', 'networks', 'ownDigits', 'runs']
          .map((store) => `${store}\n[]\n[]`)
          .join('\n'),
      );
      expect(await refusalOf(library.ask('restore', { address }))).toContain('in the library');
    });

    it('is completed by the next visit when this one ended', async () => {
      const kept = await library.keep(zipOf(smallNetwork([3], 2)));
      await library.ask('remove', { address });
      const next = visit();
      next.port.nowMs = library.port.nowMs + 3_600_000;
      expect(await ids(next)).toEqual([made.manifestUrl, kept]);
      const database = await openDB(LIBRARY_DATABASE);
      expect((await database.getAllKeys('networks')) as string[]).toEqual([
        kept.slice('library:'.length),
      ]);
      expect(await database.count('checkpoints')).toBe(2);
      database.close();
    });

    it('is completed though the clock was set back', async () => {
      await library.ask('remove', { address });
      const next = visit();
      next.port.nowMs = library.port.nowMs - 86_400_000;
      expect((await next.contents()).removed).toEqual([]);
    });
  });

  it('tells other tabs, which read the list anew', async () => {
    const other = visit();
    await other.contents();
    const address = await library.keep(zipOf(network));
    expect([library.changes, other.changes]).toEqual([1, 1]);
    expect((await other.contents()).networks.map(({ id }) => id)).toContain(address);
  });

  it('shares nothing with another copy of the app on the same origin', async () => {
    const address = await library.keep(zipOf(network));
    const copy = visit({ folder: 'http://localhost/another/' });
    expect((await copy.contents()).networks.map(({ id }) => id)).not.toContain(address);
    for (const work of [copy.ask('remove', { address }), copy.ask('open', { address })]) {
      expect(await refusalOf(work)).toContain('expected in the library');
    }
  });

  it('answers with every network, and leaves out those that it cannot read', async () => {
    const good = await library.keep(zipOf(network), 'good');
    const bad = await library.keep(zipOf(smallNetwork([3], 2)), 'bad');
    await damageCheckpoint(bad, 1);
    const image = new Float32Array(784).fill(0.3);
    const answers = await library.ask('answers', { image });
    expect([...answers.keys()]).toEqual([made.manifestUrl, good]);
    const again = await library.ask('answers', { image });
    expect(again).toEqual(answers);
    expect(answers.get(good)?.probability).toBeGreaterThan(0.1);
    expect(await refusalOf(library.ask('open', { address: bad }))).toMatch(
      /\/1: SHA-256: expected/,
    );
  });

  it('does without storage, but keeps nothing', async () => {
    spyOnProperty(globalThis, 'indexedDB').and.returnValue(undefined as never);
    const { networks, isComplete } = await library.contents();
    expect([networks.map(({ id }) => id), isComplete]).toEqual([[made.manifestUrl], false]);
    const { id } = await library.check(zipOf(network));
    const keeping = library.ask('keep', { report: id, name: 'x', ink: undefined });
    expect(await storageReason(keeping)).toBe('missing');
    const address = await library.ask('look', { report: id, ink: undefined });
    expect((await library.ask('open', { address })).set.timeline.length).toBe(3);
  });

  it('leaves a library of a newer version of the app alone', async () => {
    await library.keep(zipOf(network));
    const newer = await openDB(LIBRARY_DATABASE, 99);
    newer.close();
    const before = await libraryDump();
    expect((await library.contents()).isComplete).toBeFalse();
    const { id } = await library.check(zipOf(network));
    const keeping = library.ask('keep', { report: id, name: 'x', ink: undefined });
    expect(await storageReason(keeping)).toBe('failed');
    expect(await libraryDump()).toBe(before);
  });

  it('keeps nothing of a network for which there is no room', async () => {
    await library.contents();
    const before = await libraryDump();
    let adds = 0;
    spyOn(IDBObjectStore.prototype, 'add').and.callFake(function (
      this: IDBObjectStore,
      value,
      key,
    ) {
      adds += 1;
      // The record and two checkpoints fit.
      if (adds > 3) throw new DOMException('no space', 'QuotaExceededError');
      return this.put(value, key);
    });
    expect(await storageReason(library.keep(zipOf(network)))).toBe('full');
    expect(await libraryDump()).toBe(before);
  });

  it('says that nothing is kept, and leaves nothing, if other bytes are read back', async () => {
    await library.contents();
    const before = await libraryDump();
    spyOn(IDBObjectStore.prototype, 'add').and.callFake(function (
      this: IDBObjectStore,
      value,
      key,
    ) {
      const isLast = Array.isArray(key) && key[1] === 2;
      const stored = isLast
        ? { ...(value as object), bytes: new ArrayBuffer(8) }
        : (value as object);
      return this.put(stored, key);
    });
    expect(await storageReason(library.keep(zipOf(network)))).toBe('failed');
    expect(await libraryDump()).toBe(before);
  });
});

async function damageCheckpoint(address: string, index: number): Promise<void> {
  const database = await openDB(LIBRARY_DATABASE);
  const key = [address.slice('library:'.length), index];
  const stored = (await database.get('checkpoints', key)) as { bytes: ArrayBuffer };
  const bytes = new Uint8Array(stored.bytes);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  await database.put('checkpoints', stored, key);
  database.close();
}
