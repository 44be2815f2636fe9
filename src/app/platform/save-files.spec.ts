import { areShared, saveFiles, type SavingDevice, type SharedFiles } from './save-files.ts';

const ZIP = new File([Uint8Array.of(1, 2, 3)], 'mlp_weights.zip', { type: 'application/zip' });
const PICTURE = new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' });

/** A browser that notes what it was given; each `failures` entry is what one opening of the sheet ends with. */
class FakeDevice implements SavingDevice {
  readonly isHandheld: boolean;
  readonly shared: File[] = [];
  readonly downloaded: File[] = [];
  private readonly failures: Error[];
  private readonly refused: RegExp;

  constructor({ isHandheld = true, refused = /^$/, failures = [] as Error[] } = {}) {
    this.isHandheld = isHandheld;
    this.refused = refused;
    this.failures = failures;
  }

  canShare({ files }: SharedFiles): boolean {
    return files.every(({ name }) => !this.refused.test(name));
  }

  share({ files }: SharedFiles): Promise<void> {
    const failure = this.failures.shift();
    if (failure) return Promise.reject(failure);
    this.shared.push(...files);
    return Promise.resolve();
  }

  download(file: File): void {
    this.downloaded.push(file);
  }
}

const failure = (name: string): DOMException => new DOMException('', name);

describe('saveFiles', () => {
  it('downloads on a desk, even where files could be shared', async () => {
    const device = new FakeDevice({ isHandheld: false });
    expect(areShared([ZIP], device)).toBeFalse();
    expect(await saveFiles([ZIP], device)).toBe('downloaded');
    expect([device.shared, device.downloaded]).toEqual([[], [ZIP]]);
  });

  it('opens the share sheet on a tablet', async () => {
    const device = new FakeDevice();
    expect(areShared([ZIP], device)).toBeTrue();
    expect(await saveFiles([ZIP], device)).toBe('shared');
    expect([device.shared, device.downloaded]).toEqual([[ZIP], []]);
  });

  it('asks about the file itself, and downloads what may not be shared', async () => {
    const device = new FakeDevice({ refused: /\.(zip|onnx|json)$/ });
    expect(await saveFiles([ZIP], device)).toBe('downloaded');
    expect(await saveFiles([PICTURE], device)).toBe('shared');
    expect([device.shared, device.downloaded]).toEqual([[PICTURE], [ZIP]]);
  });

  it('downloads where nothing can be shared', async () => {
    const downloaded: File[] = [];
    const download = (file: File): void => void downloaded.push(file);
    expect(await saveFiles([ZIP], { isHandheld: true, download })).toBe('downloaded');
    expect(await saveFiles([ZIP], { isHandheld: true, canShare: () => true, download })).toBe(
      'downloaded',
    );
    expect(downloaded).toEqual([ZIP, ZIP]);
  });

  it('shares several files at once, and downloads each', async () => {
    const device = new FakeDevice();
    await saveFiles([ZIP, PICTURE], device);
    expect(device.shared).toEqual([ZIP, PICTURE]);
    const desk = new FakeDevice({ isHandheld: false });
    await saveFiles([ZIP, PICTURE], desk);
    expect(desk.downloaded).toEqual([ZIP, PICTURE]);
  });

  it('is silent when the sheet is dismissed, or still open from before', async () => {
    for (const name of ['AbortError', 'InvalidStateError']) {
      const device = new FakeDevice({ failures: [failure(name)] });
      expect(await saveFiles([ZIP], device))
        .withContext(name)
        .toBe('dismissed');
      expect(device.downloaded).withContext(name).toEqual([]);
    }
  });

  it('asks for one more tap when the first has expired, and then for no other', async () => {
    const device = new FakeDevice({ failures: [failure('NotAllowedError')] });
    expect(await saveFiles([ZIP], device)).toBe('expired');
    expect(await saveFiles([ZIP], device, true)).toBe('shared');
    expect([device.shared, device.downloaded]).toEqual([[ZIP], []]);

    const closed = new FakeDevice({ failures: [1, 2].map(() => failure('NotAllowedError')) });
    expect(await saveFiles([ZIP], closed)).toBe('expired');
    expect(await saveFiles([ZIP], closed, true)).toBe('downloaded');
    expect(closed.downloaded).toEqual([ZIP]);
  });

  it('downloads what the system refuses after all', async () => {
    for (const error of [failure('DataError'), new TypeError('no such type')]) {
      const device = new FakeDevice({ failures: [error] });
      expect(await saveFiles([ZIP], device)).toBe('downloaded');
      expect(device.downloaded).toEqual([ZIP]);
    }
  });
});
