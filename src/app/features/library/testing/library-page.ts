import { DEFAULT_BRUSH, type Drawing } from '#model';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { LibraryService } from '../../../network/library/client/library-service.ts';
import { CLOCK } from '../../../platform/clock.ts';
import type { SavingDevice } from '../../../platform/save-files.ts';
import { SAVING_DEVICE } from '../../../platform/saving-device.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { LibraryDrawer } from '../library-drawer.ts';
import { FakeLibrary } from './fake-library.ts';

export const SEVEN: Drawing = {
  strokes: [
    {
      points: [
        { x: 8, y: 6, pressure: 0.5 },
        { x: 20, y: 6, pressure: 0.5 },
      ],
      brush: DEFAULT_BRUSH,
    },
  ],
};

/** The drawer, opened over a library that is none. */
export function openLibrary(drawing = SEVEN, device: Partial<SavingDevice> = {}) {
  const library = new FakeLibrary();
  const clock = new ManualClock();
  const saved: string[] = [];
  const saving: SavingDevice = {
    isHandheld: false,
    download: ({ name }) => void saved.push(name),
    ...device,
  };
  TestBed.configureTestingModule({
    providers: [
      provideSpokenLanguages(),
      { provide: LibraryService, useValue: library },
      { provide: CLOCK, useValue: clock },
      { provide: SAVING_DEVICE, useValue: saving },
    ],
  });
  const fixture = TestBed.createComponent(LibraryDrawer);
  fixture.componentRef.setInput('drawing', drawing);
  fixture.componentRef.setInput('image', new Float32Array(784));
  fixture.componentRef.setInput('checkpoint', 12);
  const element = fixture.nativeElement as HTMLElement;
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn++) {
      fixture.detectChanges();
      await fixture.whenStable();
    }
    fixture.detectChanges();
  };
  const find = (selector: string): HTMLElement => {
    const found = element.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`expected ${selector}, found none`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...element.querySelectorAll('button')].find(
      (one) => (one.ariaLabel ?? one.textContent).replace(/\s+/g, ' ').trim() === name,
    );
    if (!found) throw new Error(`expected a button named ${name}, found none`);
    return found;
  };
  const press = async (name: string): Promise<void> => {
    button(name).click();
    await settle();
  };
  const text = (selector: string): string => find(selector).textContent.replace(/\s+/g, ' ').trim();
  return { library, clock, saved, fixture, element, settle, find, button, press, text };
}
