import { writeExportZip } from '#formats';
import { Random } from '#model';
import { damaged, SUBJECTS } from '../../../../../projects/formats/testing/damaged-files.ts';
import { smallNetwork } from '../../../../../projects/formats/testing/small-network.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import { emptyLibrary, LibraryPort, libraryDump } from '../testing/library-port.ts';
import { incoming, LibraryRequests } from '../testing/library-requests.ts';

/** Ten digits: whatever can be read is tried on them. */
const ten = {
  pixels: new Float32Array(10 * 784).fill(0.4),
  labels: Uint8Array.from({ length: 10 }, (_, i) => i),
};
const digits = () => Promise.resolve(ten);
/** Of each kind of file and damage: 2,000 in all. */
const EACH = 250;
const SENTENCE = /^[^\p{Cc}]+: expected [^\p{Cc}]+, found [^\p{Cc}]+$/u;

describe('damaged files in the library', () => {
  let library: LibraryRequests;

  beforeAll(async () => {
    await emptyLibrary();
    library = new LibraryRequests(new LibraryPort(undefined, { digits }));
    await library.keep([{ name: 'a.zip', bytes: writeExportZip(smallNetwork([4], 2)) }]);
  });
  afterAll(() => {
    library.port.terminate();
  });

  for (const [index, subject] of SUBJECTS.entries()) {
    for (const isBlind of [true, false]) {
      it(`${subject.name}, ${EACH} changes of its ${isBlind ? 'bytes' : 'structure'}: the library stays as it is`, async () => {
        const before = await libraryDump();
        let refused = 0;
        for (let seed = 0; seed < EACH; seed++) {
          const random = Random.forItem(seed, index, isBlind ? 1 : 2);
          const files = incoming(damaged(subject, seed, isBlind, random));
          try {
            const report = await library.ask('check', { files });
            if (report.kind === 'network') await library.ask('forget', { report: report.id });
          } catch (error) {
            refused += 1;
            const place = `seed ${seed}: ${String(error)}`;
            expect(error).withContext(place).toBeInstanceOf(WeightsFailure);
            if (!(error instanceof WeightsFailure)) continue;
            expect(error.failure.format).withContext(place).toBeDefined();
            expect(error.message).withContext(place).toMatch(SENTENCE);
          }
        }
        expect(refused).toBeGreaterThan(EACH / 5);
        expect(await libraryDump()).toBe(before);
      }, 60_000);
    }
  }
});
