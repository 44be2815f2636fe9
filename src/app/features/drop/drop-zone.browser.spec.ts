import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { nextTask } from '../../platform/testing/next-task.ts';
import { CLOCK } from '../../platform/clock.ts';
import { DropZone } from './drop-zone.ts';

describe('DropZone', () => {
  function mount() {
    const clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: CLOCK, useValue: clock }],
    });
    const fixture = TestBed.createComponent(DropZone);
    const taken: string[][] = [];
    const refused: string[] = [];
    fixture.componentInstance.taken.subscribe((files) => taken.push(files.map(({ name }) => name)));
    fixture.componentInstance.refused.subscribe((text) => refused.push(text));
    fixture.detectChanges();
    const hint = (): string => {
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).textContent.trim();
    };
    return { clock, taken, refused, hint };
  }

  /** @returns whether the browser's default action was prevented */
  async function drag(type: string, data: DataTransfer, target: Element): Promise<boolean> {
    const init = { bubbles: true, cancelable: true, dataTransfer: data };
    const isKept = !target.dispatchEvent(new DragEvent(type, init));
    await nextTask();
    return isKept;
  }

  function files(...names: string[]): DataTransfer {
    const data = new DataTransfer();
    for (const name of names) data.items.add(new File(['{}'], name));
    return data;
  }

  function link(): DataTransfer {
    const data = new DataTransfer();
    data.setData('text/uri-list', 'https://example.org/');
    return data;
  }

  it('accepts files, and says so while they are over the page', async () => {
    const { clock, taken, refused, hint } = mount();
    expect(hint()).toBe('');
    expect(await drag('dragover', files('mine.json'), document.body)).toBeTrue();
    expect(hint()).toBe('Drop it here');
    clock.elapse();
    expect(hint()).toBe('');
    await drag('dragover', files('mine.json'), document.body);
    expect(await drag('drop', files('mine.json', '0.json'), document.body)).toBeTrue();
    expect(hint()).toBe('');
    expect([taken, refused]).toEqual([[['mine.json', '0.json']], []]);
  });

  it('accepts files that are pasted, but leaves text, and text fields, to the browser', async () => {
    const { taken, refused } = mount();
    const paste = async (clipboardData: DataTransfer, target: Element): Promise<boolean> => {
      const init = { bubbles: true, cancelable: true, clipboardData };
      const isKept = !target.dispatchEvent(new ClipboardEvent('paste', init));
      await nextTask();
      return isKept;
    };
    const field = document.body.appendChild(document.createElement('input'));
    expect(await paste(files('a.zip'), document.body)).toBeTrue();
    expect(await paste(files('b.zip'), field)).toBeFalse();
    expect(await paste(link(), document.body)).toBeFalse();
    expect(await paste(files('horse.png'), document.body)).toBeTrue();
    field.remove();
    expect([taken, refused.length]).toEqual([[['a.zip']], 1]);
  });

  it('refuses everything else, with a message', async () => {
    const { taken, refused, hint } = mount();
    expect(await drag('dragover', link(), document.body)).toBeTrue();
    expect(hint()).toBe('');
    expect(await drag('drop', link(), document.body)).toBeTrue();
    expect(await drag('drop', files('horse.png'), document.body)).toBeTrue();
    expect(taken).toEqual([]);
    expect(refused).toEqual([
      jasmine.stringContaining('Only files can be dropped here'),
      jasmine.stringContaining('“horse.png” is no network'),
    ]);
  });

  it('leaves text, but not files, to text fields', async () => {
    const { refused } = mount();
    const field = document.createElement('input');
    document.body.append(field);
    expect(await drag('drop', link(), field)).toBeFalse();
    expect(await drag('drop', files('horse.png'), field)).toBeTrue();
    expect(refused.length).toBe(1);
    field.remove();
  });
});
