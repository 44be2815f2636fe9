import { FormatError } from '#model';
import { FROM_FILE, reportOf } from './testing/fake-library.ts';
import { openLibrary, SEVEN } from './testing/library-page.ts';

const FILES = [new File(['{}'], 'digits.onnx')];

describe('ImportSheet', () => {
  async function take(checked: ReturnType<typeof openLibrary>['library']['checked']) {
    const page = openLibrary();
    page.library.checked = checked;
    page.fixture.componentRef.setInput('incoming', { files: FILES });
    await page.settle();
    return page;
  }

  it('says what came in before anything is kept: how well it reads, what it is, how ink counts, what is unusual', async () => {
    const { library, element, find, text } = await take(reportOf());
    expect(text('.verdict')).toBe('It reads 99 of 100.');
    const wrong = [...element.querySelectorAll('app-tried-digits li')].map(({ textContent }) =>
      textContent.trim(),
    );
    expect(wrong.length).toBe(1);
    expect(wrong[0]).toContain('8 is read as 6');
    expect(text('.what')).toContain('128 neurons, from PyTorch');
    expect(text('.ink')).toContain('Ink counts 0 to 255. 16 ways were tried, this one fits.');
    expect(text('.remarks')).toBe(
      'It was not calibrated: it has an answer to everything that is drawn.',
    );
    expect(document.activeElement).toBe(find('app-import-sheet h3'));
    expect(library.asked.some((asked) => /^(keep|look|use)/.test(asked))).toBeFalse();
  });

  it('keeps it and has it read', async () => {
    const { library, press, element } = await take(reportOf());
    await press('Keep');
    expect(library.asked.slice(-2)).toEqual(['keep 7 {}', `use ${FROM_FILE.id}`]);
    expect(element.querySelector('app-import-sheet')).toBeNull();
    expect(document.activeElement?.textContent).toContain('digits');
  });

  it('only looks at it, and cancels', async () => {
    const looked = await take(reportOf());
    await looked.press('Only look');
    expect(looked.library.asked.at(-1)).toBe('look 7');
    expect(looked.text('.looked p')).toBe('You are only looking at “digits”. It is not kept.');
    await looked.press('Keep');
    expect(looked.library.asked.slice(-2)).toEqual(['keep 7 {}', `use ${FROM_FILE.id}`]);
  });

  it('lets go of what is cancelled', async () => {
    const { library, press, element } = await take(reportOf());
    await press('Cancel');
    expect(library.asked).toContain('cancel 7');
    expect(element.querySelector('app-import-sheet')).toBeNull();
  });

  it('asks with pictures how ink counts, and keeps what was said', async () => {
    const { trial } = reportOf();
    const reading = (scale: '0-1' | '0-255') =>
      ({ scale, isInverted: scale === '0-255', isTransposed: false }) as const;
    const candidates = [
      { reading: reading('0-1'), trial },
      { reading: reading('0-255'), trial },
    ];
    const { library, settle, element, press } = await take(
      reportOf({ ink: { kind: 'asked', candidates }, trial: undefined }),
    );
    const options = [...element.querySelectorAll<HTMLInputElement>('[name="import-ink"]')];
    expect(options.map((option) => option.parentElement?.textContent.replace(/\s+/g, ' '))).toEqual(
      [
        jasmine.stringContaining('0 to 1: 99 of 100'),
        jasmine.stringContaining('0 to 255, paper high: 99 of 100'),
      ],
    );
    expect(element.querySelectorAll('fieldset app-tried-digits').length).toBe(2);
    options[1]?.click();
    await settle();
    await press('Keep');
    expect(library.asked).toContain(`keep 7 ${JSON.stringify({ ink: reading('0-255') })}`);
  });

  it('refuses in one sentence, and says what to do', async () => {
    const { text, button } = await take(
      new FormatError('digits.onnx', 'node 3 (Conv)', 'Gemm or MatMul', 'Conv'),
    );
    expect(text('.verdict')).toBe('This cannot be used.');
    expect(text('.reason')).toBe('digits.onnx: node 3 (Conv): expected Gemm or MatMul, found Conv');
    expect(text('app-import-sheet')).toContain('Nothing has changed. Choose a zip, an ONNX file');
    expect(button('Choose others …').disabled).toBeFalse();
  });

  it('says that there is no room, and keeps the report to look at', async () => {
    const { library, press, text } = await take(reportOf());
    library.storage.set({ kind: 'memory', reason: 'full' });
    library.failure = new FormatError('library', 'storage', 'room', 'none');
    await press('Keep');
    expect(text('app-import-sheet')).toContain('Full. Delete a network to keep this one.');
    library.failure = undefined;
    await press('Only look');
    expect(library.asked.at(-1)).toBe('look 7');
  });

  it('puts a drawing from a file on the paper', async () => {
    const drawings = [{ digit: 7, drawing: SEVEN }, { drawing: SEVEN }];
    const page = await take({ kind: 'drawings', file: 'class.json', drawings });
    const put: unknown[] = [];
    page.fixture.componentInstance.drawingChosen.subscribe((drawing) => put.push(drawing));
    expect(page.text('app-import-sheet h3')).toBe('2 drawings');
    page.button('Put drawing 1, a 7, on the paper').click();
    expect(put).toEqual([SEVEN]);
    await page.settle();
    expect((page.find('dialog') as HTMLDialogElement).open).toBeFalse();
  });
});
