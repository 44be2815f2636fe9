import { exportFiles, lastCheckpoint, writeExportZip, writeOnnx, type ChosenFile } from '#formats';
import { packDigitSamples } from '#model';
import { smallNetwork } from '../../../../../projects/formats/testing/small-network.ts';
import { incoming } from '../testing/library-requests.ts';
import { checkFiles, type CheckedNetwork } from './check-files.ts';
import { digitsIn } from './digit-trial.ts';

const network = smallNetwork([4], 2);
const images = Uint8Array.from({ length: 10 * 12 * 784 }, (_, i) => (i * 7919) % 256);
const digits = digitsIn(packDigitSamples(images), 'digits');

async function checked(
  files: readonly ChosenFile[],
  aids: Partial<Parameters<typeof checkFiles>[1]> = {},
): Promise<CheckedNetwork> {
  const found = await checkFiles(incoming(files), {
    digits: () => Promise.resolve(digits),
    pause: () => Promise.resolve(),
    ...aids,
  });
  if (found.kind === 'network') return found;
  throw new Error('expected a network');
}

/** An ONNX file that does not say how ink counts: ours, of which other programs do not know the metadata. */
function foreignOnnx(): ChosenFile {
  const bytes = writeOnnx(network, lastCheckpoint(network));
  const key = new TextEncoder().encode('mnist-mlp-visualizer.manifest');
  const at = bytes.findIndex((_, i) => key.every((byte, j) => bytes[i + j] === byte));
  bytes[at] = 'x'.charCodeAt(0);
  return { name: 'foreign.onnx', bytes };
}

describe('checkFiles', () => {
  it('calls a network like the only file, else like its manifest', async () => {
    const zip = { name: 'Anna (1).zip', bytes: writeExportZip(network) };
    expect((await checked([zip])).report.name).toBe('Anna (1)');
    const folder = exportFiles(network, 'bens').map(({ name, bytes }) => ({
      name: `stick/${name}`,
      bytes,
    }));
    expect((await checked(folder)).report.name).toBe('bens');
  });

  it('says what is unusual', async () => {
    const { report } = await checked([foreignOnnx()]);
    expect(report.remarks.map(({ kind }) => kind)).toEqual(
      jasmine.arrayContaining(['noAccuracy', 'uncalibrated']),
    );
    const zip = { name: 'a.zip', bytes: writeExportZip(network) };
    expect((await checked([zip])).report.remarks).toEqual([{ kind: 'readsFew' }]);
  });

  it('asks how ink counts where digits do not tell, with what it would read', async () => {
    const { report, network: held } = await checked([foreignOnnx()]);
    expect(report.trial).toBeUndefined();
    if (report.ink.kind !== 'asked')
      throw new Error(`ink: expected asked, found ${report.ink.kind}`);
    expect(report.ink.candidates.length).toBe(4);
    for (const { trial } of report.ink.candidates) expect(trial?.digits.length).toBe(100);
    expect(held.spec.normalization).toEqual({
      mean: Math.fround(0.1307),
      std: Math.fround(0.3081),
    });
  });

  it('takes networks untried where the digits are missing, and says so', async () => {
    const none = { digits: () => Promise.resolve(undefined) };
    const zip = { name: 'a.zip', bytes: writeExportZip(network) };
    const known = (await checked([zip], none)).report;
    expect([known.trial, known.ink, known.remarks]).toEqual([
      undefined,
      { kind: 'known' },
      [{ kind: 'untried' }],
    ]);
    const { ink } = (await checked([foreignOnnx()], none)).report;
    const scales = ink.kind === 'asked' ? ink.candidates.map(({ reading }) => reading.scale) : [];
    expect(scales).toEqual(['0-1', '0-255', 'minus-1-1', 'mnist']);
  });

  it('ends in the middle when it is not wanted any more', async () => {
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses += 1;
      return pauses > 2 ? Promise.reject(new Error('elsewhere')) : Promise.resolve();
    };
    const zip = { name: 'a.zip', bytes: writeExportZip(network) };
    await expectAsync(checked([zip], { pause })).toBeRejectedWithError('elsewhere');
  });
});
