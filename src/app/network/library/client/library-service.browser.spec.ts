import { FormatError } from '#model';
import { TestBed } from '@angular/core/testing';
import { smallNetwork } from '../../../../../projects/formats/testing/small-network.ts';
import { persistedValue } from '../../../platform/persisted.ts';
import { WeightsService } from '../../weights/client/weights-service.ts';
import type { ImportReport, NetworkReport } from '../shared/import-report.ts';
import { LibraryPort } from '../testing/library-port.ts';
import { LibraryRequests } from '../testing/library-requests.ts';
import { LibraryVisits, other, own, zipFile } from '../testing/library-visits.ts';
import type { LibraryService } from './library-service.ts';
import { until } from '../../../platform/testing/until.ts';

const network = smallNetwork([6], 3);

describe('LibraryService', () => {
  let visits: LibraryVisits;
  let library: LibraryService;

  beforeEach(async () => {
    visits = await LibraryVisits.begin();
    library = await visits.visit();
  });
  afterEach(() => visits.end());

  const weights = (): WeightsService => TestBed.inject(WeightsService);
  const ids = (): string[] => library.networks().map(({ id }) => id);
  const checked = async (of = network): Promise<NetworkReport> =>
    networkIn(await library.check([zipFile(of)]));
  const kept = async (of = network): Promise<string> => library.keep(await checked(of));
  /** The first bias of the last layer of what is on screen. */
  const mark = (): unknown => weights().loaded()?.weights.at(-1)?.biases[0];
  const markOf = (index: number): unknown => network.checkpoints[index]?.weights.at(-1)?.biases[0];

  it("lists the app's own network at first, which reads and is the default", () => {
    expect(library.networks()).toEqual([
      jasmine.objectContaining({
        ...{ id: own.manifestUrl, name: '', origin: { kind: 'app' }, isKept: false },
        ...{ checkpoints: 2, layers: [784, 10] },
      }),
    ]);
    expect([library.inUse(), library.defaultId()]).toEqual([own.manifestUrl, own.manifestUrl]);
    expect(library.storage()).toEqual({ kind: 'persistent' });
  });

  it('has a kept network read, with its whole timeline, also after a reload, but not in a new tab', async () => {
    const id = await kept();
    await until(() => ids().includes(id));
    expect(library.inUse()).toBe(own.manifestUrl);
    await library.use(id);
    expect([library.inUse(), mark(), weights().position()]).toEqual([id, markOf(2), 2]);
    weights().show(0);
    await until(() => weights().loaded()?.origin.index === 0);
    expect([mark(), weights().shardStates()]).toEqual([markOf(0), ['here', 'here', 'here']]);
    visits.server.isDown = true;
    library = await visits.visit();
    expect([library.inUse(), mark()]).toEqual([id, markOf(2)]);
    visits.server.isDown = false;
    visits.forgetTab();
    library = await visits.visit();
    expect(library.inUse()).toBe(own.manifestUrl);
  });

  it('begins each visit with the default', async () => {
    const id = await kept();
    library.makeDefault(id);
    expect([library.inUse(), library.defaultId()]).toEqual([own.manifestUrl, id]);
    visits.forgetTab();
    visits.server.isDown = true;
    library = await visits.visit();
    expect([library.inUse(), library.defaultId(), mark()]).toEqual([id, id, markOf(2)]);
    visits.server.isDown = false;
    library.makeDefault(own.manifestUrl);
    expect(persistedValue('weights')).toBeNull();
  });

  it('has the default read instead of a removed one, and the removed one again when that is undone', async () => {
    const id = await kept();
    await library.use(id);
    library.makeDefault(id);
    await library.remove(id);
    expect([library.inUse(), library.defaultId()]).toEqual([own.manifestUrl, own.manifestUrl]);
    await until(() => !ids().includes(id));
    expect(library.removed().map(({ name }) => name)).toEqual(['Anna']);
    await library.undo(id);
    await until(() => ids().includes(id));
    expect([library.inUse(), library.defaultId(), library.removed(), mark()]).toEqual([
      ...[id, id, []],
      markOf(2),
    ]);
  });

  it('leaves what was chosen since when a removal is undone', async () => {
    const id = await kept();
    await library.use(id);
    library.makeDefault(id);
    await library.remove(id);
    await library.use('exports/other.json');
    library.makeDefault(other.manifestUrl);
    await library.undo(id);
    expect([library.inUse(), library.defaultId()]).toEqual([other.manifestUrl, other.manifestUrl]);
  });

  it('leaves a network that another tab removes', async () => {
    const id = await kept();
    await library.use(id);
    library.makeDefault(id);
    const tab = new LibraryRequests(new LibraryPort(visits.server));
    await tab.ask('remove', { address: id });
    await until(() => library.inUse() === own.manifestUrl);
    expect(library.defaultId()).toBe(own.manifestUrl);
    tab.port.terminate();
  });

  it("opens the app's own network, and says why, when the default one is gone", async () => {
    const id = await kept();
    library.makeDefault(id);
    const tab = new LibraryRequests(new LibraryPort(visits.server));
    visits.forgetTab();
    TestBed.resetTestingModule();
    await tab.ask('remove', { address: id });
    tab.port.terminate();
    library = await visits.visit();
    expect(library.inUse()).toBe(own.manifestUrl);
    await until(() => library.defaultId() === own.manifestUrl);
  });

  it('lets a network be looked at, which is gone when another one reads, or after a reload', async () => {
    const report = await checked();
    await library.look(report);
    expect([library.isLooking(), library.lookedAt(), mark()]).toEqual([true, report, markOf(2)]);
    expect(ids()).not.toContain(library.inUse() ?? '');
    library.cancel(report);
    weights().show(1);
    await until(() => weights().loaded()?.origin.index === 1);
    library.makeDefault(library.inUse() ?? '');
    const id = await library.keep(report);
    await library.use(id);
    TestBed.tick();
    expect([library.isLooking(), library.lookedAt(), mark()]).toEqual([
      false,
      undefined,
      markOf(2),
    ]);
    await expectAsync(library.keep(report)).toBeRejectedWithError(FormatError, /choose them again/);
    await library.look(await checked());
    library = await visits.visit();
    expect(library.inUse()).toBe(id);
    expect(library.defaultId()).toBe(own.manifestUrl);
  });

  it('lists exports that were used by their address, and opens them so', async () => {
    library = await visits.visit('?weights=exports/other.json');
    expect(library.inUse()).toBe(other.manifestUrl);
    await until(() => ids().length === 2);
    expect(library.networks()[1]).toEqual(
      jasmine.objectContaining({
        ...{ id: other.manifestUrl, name: 'exports/other.json', isKept: false, checkpoints: 3 },
        origin: { kind: 'address', address: 'exports/other.json' },
      }),
    );
    await expectAsync(library.remove(other.manifestUrl)).toBeRejectedWithError(FormatError);
  });

  it('gives faces, files and answers of every network', async () => {
    const id = await kept();
    expect((await library.face(id))?.templates.map(({ length }) => length)).toEqual(
      new Array<number>(6).fill(784),
    );
    expect((await library.face(own.manifestUrl))?.templates.length).toBe(10);
    const [file] = await library.exportFiles(id, 'zip');
    const report = networkIn(await library.check([new File([file?.bytes ?? ''], 'x.zip')]));
    expect(report.twin).toBe(id);
    const answers = await library.answers(new Float32Array(784));
    expect([...answers.keys()]).toEqual([own.manifestUrl, id]);
  });

  it('refuses in one sentence, and changes nothing', async () => {
    const before = library.networks();
    await expectAsync(library.check([new File(['{"a": 1}'], 'horse.json')])).toBeRejectedWithError(
      FormatError,
      /^horse\.json: .*expected a network: a zip, a manifest with its snapshots, or an ONNX file, found/,
    );
    expect(library.networks()).toBe(before);
  });
});

function networkIn(report: ImportReport): NetworkReport {
  if (report.kind === 'network') return report;
  throw new Error(`files: expected a network, found ${report.kind}`);
}
