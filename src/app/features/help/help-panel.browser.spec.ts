import { TestBed } from '@angular/core/testing';
import { perceptronSpec, UNCALIBRATED, type Checkpoint } from '#model';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { PanelFolds } from '../../layout/panel-folds.ts';
import type { NetworkInUse } from '../../network/network-in-use.ts';
import { HelpPanel } from './help-panel.ts';
import { PersistedSettings } from '../../platform/persisted.ts';

const CHECKPOINT: Checkpoint = {
  id: 'dataset_1x',
  order: 0,
  label: '1× dataset',
  kind: 'dataset_multiple',
  targetImages: 60_000,
  imagesSeen: 60_000,
  batchesSeen: 469,
  datasetPasses: 1,
  datasetMultiple: 1,
  description: '',
  metrics: { testAccuracy: 0.9612 },
  shard: { path: 'a.json' },
};
const SHOWN: NetworkInUse = {
  network: perceptronSpec([784, 128, 64, 10]),
  calibration: UNCALIBRATED,
  weights: [],
  origin: { kind: 'checkpoint', index: 0, checkpoint: CHECKPOINT },
};

describe('HelpPanel', () => {
  afterEach(() => {
    TestBed.inject(PersistedSettings).resetAll();
  });

  async function open(shown: NetworkInUse | undefined = SHOWN) {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    const fixture = TestBed.createComponent(HelpPanel);
    fixture.componentRef.setInput('shown', shown);
    let tables = 0;
    fixture.componentInstance.tableWanted.subscribe(() => (tables += 1));
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    const dialog = element.querySelector('dialog');
    if (!dialog) throw new Error('expected a dialog, found none');
    const facts = (): string[][] =>
      Array.from(element.querySelectorAll('app-network-facts tr'), ({ children }) =>
        Array.from(children, ({ textContent }) => textContent.trim()),
      );
    return { fixture, element, dialog, facts, tables: () => tables };
  }

  it('opens on the first request, and again after it was closed', async () => {
    const { fixture, element, dialog } = await open();
    expect(dialog.open).toBeTrue();
    expect(document.activeElement?.ariaLabel).toBe('Close help');
    element.querySelector<HTMLElement>('[aria-label="Close help"]')?.click();
    expect(dialog.open).toBeFalse();
    fixture.componentInstance.open();
    expect(dialog.open).toBeTrue();
    dialog.click();
    expect(dialog.open).toBeFalse();
  });

  it('counts the parameters of each layer and in total, and shows the accuracy of the weights', async () => {
    const { element, facts } = await open();
    expect(facts()).toEqual([
      ['Layer', 'Size', 'Activation', 'Parameters'],
      ['Pixels', '784', '–', '–'],
      // 128 · (784 + 1), 64 · (128 + 1), 10 · (64 + 1).
      ['Layer 1', '128', 'ReLU', '100,480'],
      ['Layer 2', '64', 'ReLU', '8,256'],
      ['Digits', '10', 'linear', '650'],
      ['Parameters in total', '109,386'],
    ]);
    expect(element.querySelector('.reading')?.textContent).toBe(
      'With these weights (“1× dataset”) the network reads 96.1% of the test images correctly.',
    );
  });

  it('says so when the accuracy was not measured', async () => {
    const { element } = await open({
      ...SHOWN,
      origin: { kind: 'checkpoint', index: 0, checkpoint: { ...CHECKPOINT, metrics: {} } },
    });
    expect(element.querySelector('.reading')?.textContent).toContain('has not been measured');
  });

  it('closes for the table of all values', async () => {
    const { element, dialog, tables } = await open();
    element.querySelector<HTMLElement>('app-fold-section .pill-button')?.click();
    expect([dialog.open, tables()]).toEqual([false, 1]);
  });

  it('contacts no other server: addresses are plain text', async () => {
    const { element } = await open();
    expect(element.querySelectorAll('a, img, iframe, [src], [href]').length).toBe(0);
    expect(element.textContent).toContain('github.com/DFin/Neural-Network-Visualisation');
  });

  it('folds its sections, and remembers which', async () => {
    const { element } = await open();
    const parts = [...element.querySelectorAll('details')];
    const isOpen = (): boolean[] => parts.map((part) => part.open);
    expect(isOpen()).toEqual([true, true, true, true, false, false, false]);
    for (const part of [0, 4]) {
      const toggled = new Promise((resolve) => {
        parts[part]?.addEventListener('toggle', resolve, { once: true });
      });
      parts[part]?.querySelector('summary')?.click();
      await toggled;
    }
    expect(isOpen()).toEqual([false, true, true, true, true, false, false]);
    const kept = TestBed.inject(PanelFolds);
    expect([kept.isFolded('helpDrawing'), kept.isFolded('helpKeys')]).toEqual([true, false]);
  });

  it('is translated to German', async () => {
    const { fixture, element, facts } = await open();
    TestBed.inject(LanguageSetting).choose('de');
    await fixture.whenStable();
    expect(element.querySelector('h2')?.textContent).toBe('Hilfe');
    expect(facts().at(-1)).toEqual(['Parameter insgesamt', '109.386']);
  });
});
