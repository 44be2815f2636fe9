import { FormatError } from '#model';
import { OWN } from './testing/fake-library.ts';
import { openLibrary } from './testing/library-page.ts';

describe('NetworkSaving', () => {
  async function openChoices(...args: Parameters<typeof openLibrary>) {
    const page = openLibrary(...args);
    await page.settle();
    await page.press('More about Came with the app');
    await page.press('Share or save …');
    await page.settle();
    return page;
  }

  it('writes all files as soon as it is shown, the checkpoint on screen among them', async () => {
    const { library, element } = await openChoices();
    expect(library.asked.filter((asked) => asked.startsWith('write'))).toEqual([
      `write ${OWN.id} checkpoint 12`,
      `write ${OWN.id} onnx 12`,
      `write ${OWN.id} zip 12`,
    ]);
    const entries = [...element.querySelectorAll('app-network-saving button')].map((entry) =>
      entry.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(entries).toEqual([
      'All moments, as a zip 3 MB',
      'This moment, as a zip 1 kB',
      'For other programs, as ONNX 1 kB',
    ]);
  });

  it('saves by one tap, and closes', async () => {
    const { saved, press, element } = await openChoices();
    await press('All moments, as a zip 3 MB');
    expect(saved).toEqual(['digits.zip']);
    expect(element.querySelector('app-network-saving')).toBeNull();
  });

  it('asks a tablet for one more tap when the first has expired, and is silent when dismissed', async () => {
    const failures = ['NotAllowedError', 'AbortError'];
    const shared: string[] = [];
    const { saved, press, text, element } = await openChoices(undefined, {
      isHandheld: true,
      canShare: () => true,
      share: ({ files }) => {
        const name = failures.shift();
        if (name !== undefined) return Promise.reject(new DOMException('', name));
        shared.push(...files.map((file) => file.name));
        return Promise.resolve();
      },
    });
    const zip = 'All moments, as a zip 3 MB';
    await press(zip);
    expect(text('app-network-saving [role="status"]')).toBe('Ready. Tap once more.');
    await press(zip);
    expect(text('app-network-saving [role="status"]')).toBe(
      'A zip has manifest and snapshots, to be opened here or unpacked into a folder of exports.',
    );
    expect(element.querySelector('app-network-saving')).not.toBeNull();
    await press(zip);
    expect([saved, shared]).toEqual([[], ['digits.zip']]);
  });

  it('says what cannot be written, and offers the rest', async () => {
    const page = openLibrary();
    await page.settle();
    const write = page.library.exportFiles.bind(page.library);
    page.library.exportFiles = (id, format, options) =>
      format === 'zip'
        ? Promise.reject(new FormatError('a.zip', 'weights', 'half floats', '70000'))
        : write(id, format, options);
    await page.press('More about Came with the app');
    await page.press('Share or save …');
    await page.settle();
    expect(page.text('app-network-saving [role="status"]')).toBe(
      'It could not be written: a.zip: weights: expected half floats, found 70000',
    );
    expect(page.button('All moments, as a zip').disabled).toBeTrue();
    await page.press('For other programs, as ONNX 1 kB');
    expect(page.saved).toEqual(['digits.onnx']);
  });
});
