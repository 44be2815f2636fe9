import { BLANK_DRAWING, FormatError } from '#model';
import { FROM_FILE, OWN } from './testing/fake-library.ts';
import { openLibrary } from './testing/library-page.ts';

describe('LibraryDrawer', () => {
  it('shows each network with what it reads on the paper, how well, and which one reads', async () => {
    const { clock, settle, element, find, text } = openLibrary();
    await settle();
    // The paper is read when the pen has rested.
    clock.pass(150);
    await settle();
    const cards = [...element.querySelectorAll('app-network-card')].map((card) =>
      card.querySelector('.use')?.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(cards).toEqual([
      '7 99.2% rightCame with the app128 + 64 neuronscomes with the app35 moments · 7.8 MBreads nowbegins each visit',
      '? 967 of 1000 rightdigits32 neuronsfrom PyTorch · Nov 30, 20261 moment · 0.1 MB',
    ]);
    expect(find('.use').getAttribute('aria-current')).toBe('true');
    expect(text('.paper')).toBe('What each reads on your paperTrain your own Add a network');
  });

  it('has no answers for an empty sheet, and says how to get some', async () => {
    const { settle, element, text } = openLibrary(BLANK_DRAWING);
    await settle();
    expect(element.querySelector('.numeral')).toBeNull();
    expect(text('.paper')).toBe(
      'Draw a digit, and each of them reads it here.Train your own Add a network',
    );
  });

  it('uses a network by a tap on it, and says when that fails', async () => {
    const { library, settle, element, find, text } = openLibrary();
    await settle();
    element.querySelectorAll<HTMLElement>('.use')[1]?.click();
    await settle();
    expect(library.asked).toContain(`use ${FROM_FILE.id}`);
    expect(text('.word')).toBe('“digits” reads now.');
    library.failure = new FormatError('digits', 'SHA-256', 'a', 'b');
    find('.use').click();
    await settle();
    expect(text('.word')).toMatch(/^That did not work\. Nothing has changed\. digits: SHA-256/);
    expect(library.inUse()).toBe(FROM_FILE.id);
  });

  it('renames in place: Enter keeps the name, Escape does not, and neither closes the drawer', async () => {
    const { library, settle, find, press, text } = openLibrary();
    await settle();
    await press('More about digits');
    await press('Rename');
    const field = find('.rename input') as HTMLInputElement;
    expect(field).toBe(document.activeElement as HTMLInputElement);
    field.value = 'Mine';
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    field.dispatchEvent(escape);
    await settle();
    expect(escape.defaultPrevented).toBeTrue();
    expect(library.asked.some((asked) => asked.startsWith('rename'))).toBeFalse();
    await press('More about digits');
    await press('Rename');
    (find('.rename input') as HTMLInputElement).value = 'Mine';
    find('.rename').dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    expect(library.asked).toContain(`rename ${FROM_FILE.id} Mine`);
    expect(text('.word')).toBe('It is now called “Mine”.');
    expect((find('dialog') as HTMLDialogElement).open).toBeTrue();
  });

  it('deletes with ten seconds to bring it back, and moves the focus there and back', async () => {
    const { library, clock, settle, find, element, press } = openLibrary();
    await settle();
    library.remove = (id) => {
      library.networks.set([OWN]);
      library.removed.set([{ id, name: 'digits', removedMs: clock.wallTime() }]);
      return Promise.resolve();
    };
    await press('More about digits');
    await press('Delete');
    expect(document.activeElement).toBe(find('[data-undo]'));
    expect(element.querySelectorAll('app-network-card').length).toBe(1);
    await press('Undo');
    expect(library.asked).toContain(`undo ${FROM_FILE.id}`);
    expect(document.activeElement?.textContent).toContain('digits');
    await press('More about digits');
    await press('Delete');
    clock.elapse();
    await settle();
    expect(element.querySelector('.undo')).toBeNull();
  });

  it('neither renames nor deletes the network of the app, and makes another the default', async () => {
    const { library, settle, element, press } = openLibrary();
    await settle();
    await press('More about Came with the app');
    const entries = [...element.querySelectorAll('.menu-entry')].map((entry) =>
      entry.textContent.trim(),
    );
    expect(entries).toEqual(['Share or save …']);
    await press('More about digits');
    await press('Begin each visit with it');
    expect(library.asked).toContain(`default ${FROM_FILE.id}`);
  });

  it('uses an export on the server by its address, and says why it cannot', async () => {
    const { library, settle, find, press, text } = openLibrary();
    await settle();
    const field = find('#library-address') as HTMLInputElement;
    field.value = ' exports/mine.json ';
    field.dispatchEvent(new Event('input'));
    await settle();
    library.failure = new FormatError('exports/mine.json', 'HTTP status', '200', '404');
    await press('Use it');
    expect(library.asked).toContain('use exports/mine.json');
    expect(text('app-import-sheet .reason')).toContain('expected 200, found 404');
  });
});
