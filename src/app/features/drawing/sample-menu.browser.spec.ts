import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { SampleDigits, type SamplesState } from './sample-digits.ts';
import { SampleMenu } from './sample-menu.ts';

describe('SampleMenu', () => {
  const state = signal<SamplesState>({ kind: 'waiting' });
  let loads: number;

  beforeEach(() => {
    state.set({ kind: 'waiting' });
    loads = 0;
    const samples: Partial<SampleDigits> = {
      state,
      load: () => {
        loads += 1;
        return Promise.resolve();
      },
      any: (digit) => Float32Array.of(digit),
      // One pixel of ink: the digit's own.
      first: (digit) => new Float32Array(784).map((_, pixel) => (pixel === digit ? 1 : 0)),
    };
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: SampleDigits, useValue: samples }],
    });
  });

  async function open() {
    const fixture = TestBed.createComponent(SampleMenu);
    const chosen: Float32Array[] = [];
    fixture.componentInstance.chosen.subscribe((image) => chosen.push(image));
    fixture.detectChanges();
    const element = fixture.nativeElement as HTMLElement;
    const list = element.querySelector<HTMLElement>('[role=group]');
    const opener = element.querySelector('button');
    if (!list || !opener) throw new Error('expected a button and its list');
    opener.click();
    await fixture.whenStable();
    const buttons = [...list.querySelectorAll('button')];
    const isOpen = (): boolean => {
      fixture.detectChanges();
      return list.checkVisibility();
    };
    return { fixture, list, opener, buttons, chosen, isOpen };
  }

  it('passes on a sample of the chosen digit, and closes', async () => {
    state.set({ kind: 'ready' });
    const { buttons, chosen, isOpen } = await open();
    expect(isOpen()).toBeTrue();
    const inked = buttons.map((button) => {
      const canvas = button.querySelector('canvas');
      expect(canvas?.closest('[aria-hidden="true"]')).not.toBeNull();
      const { data } = canvas?.getContext('2d')?.getImageData(0, 0, 28, 1) ?? { data: [] };
      return Array.from({ length: 28 }, (_, x) => data[x * 4 + 3] ?? 0).indexOf(255);
    });
    expect(inked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(buttons[7]?.ariaLabel).toBe('Show a handwritten 7');
    buttons[7]?.click();
    expect(chosen).toEqual([Float32Array.of(7)]);
    expect(isOpen()).toBeFalse();
  });

  it('says why its buttons are disabled, and requests the samples again', async () => {
    const { fixture, list, buttons } = await open();
    expect(loads).toBe(1);
    expect(buttons.every(({ disabled }) => disabled)).toBeTrue();
    expect(buttons.map(({ textContent }) => textContent.trim()).join('')).toBe('0123456789');
    expect(list.textContent).toContain('still on their way');
    state.set({ kind: 'unreachable', message: 'Failed to fetch' });
    fixture.detectChanges();
    expect(list.textContent).toContain('as soon as there is a connection');
    state.set({ kind: 'damaged', message: 'samples.bin: images: expected 10, found 3' });
    fixture.detectChanges();
    expect(list.textContent).toContain('samples.bin: images: expected 10, found 3');
    state.set({ kind: 'ready' });
    fixture.detectChanges();
    expect(buttons.some(({ disabled }) => disabled)).toBeFalse();
    expect(list.querySelector('#sample-digits-reason')?.textContent.trim()).toBe('');
  });

  it('stays on the screen', async () => {
    const { list } = await open();
    const { left, right, top } = list.getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(8);
    expect(right).toBeLessThanOrEqual(innerWidth - 8);
    expect(list.style.top).not.toBe('');
    expect(Number.isFinite(top)).toBeTrue();
  });
});
