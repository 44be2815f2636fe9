import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { perceptronSpec, UNCALIBRATED } from '#model';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { WeightsService } from '../../../network/weights/client/weights-service.ts';
import type { WeightSet } from '../../../network/weights/shared/weight-set.ts';
import { SettingsPanel } from '../settings-panel.ts';

const setAt = (address: string): WeightSet => ({
  url: new URL(address, document.baseURI).href,
  network: perceptronSpec([784, 10]),
  timeline: [],
  calibration: UNCALIBRATED,
});

/** All stored settings, each with a value other than its default. */
export const CHOSEN: Readonly<Record<string, string>> = {
  language: 'de',
  theme: 'light',
  textSize: 'large',
  preparation: 'raw',
  overlay: 'on',
  'brush.size': '3',
  'brush.strength': '0.5',
  palm: 'off',
  grid: 'on',
  'scene.strongest': 'all',
  'scene.rankBy': 'weight',
  'scene.hideBelow': '0.3',
  'scene.thickness': '3',
  'scene.story': 'slow',
  'scene.light': 'everything',
  'fold.paper': 'on',
  'fold.answers': 'on',
  'fold.training': 'on',
  'fold.helpDrawing': 'on',
  'fold.helpNetwork': 'on',
  'fold.helpTraining': 'on',
  'fold.helpColours': 'on',
  'fold.helpKeys': 'off',
  'fold.helpFacts': 'off',
  'fold.helpAbout': 'off',
};
export const KEPT = Object.keys(CHOSEN);
/** What else is stored but is not a setting. */
export const LASTING: Readonly<Record<string, string>> = {
  visited: 'yes',
  'offline.download': 'paused',
};

/** The page of the panel: its weights, and what is stored. */
export class SettingsPage {
  /** Addresses of the requested weights. */
  readonly asked: string[] = [];

  /** @param address of the weights that read */
  constructor(address = 'exports/mlp_weights.json') {
    const set = signal<WeightSet | undefined>(setAt(address));
    const weights: Partial<WeightsService> = {
      set,
      use: (address) => {
        this.asked.push(address);
        set.set(setAt(address));
        return Promise.resolve();
      },
    };
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: WeightsService, useValue: weights }],
    });
  }

  end(): void {
    document.documentElement.lang = 'en';
  }
}

/** Opens the panel, and finds its controls. */
export function open() {
  const fixture = TestBed.createComponent(SettingsPanel);
  fixture.detectChanges();
  fixture.componentInstance.open();
  const element = fixture.nativeElement as HTMLElement;
  const get = (selector: string): HTMLElement => {
    const found = element.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`expected ${selector}, found none`);
    return found;
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...element.querySelectorAll('button')].find(
      (candidate) => (candidate.ariaLabel ?? candidate.textContent).trim() === name,
    );
    if (!found) throw new Error(`expected a button named ${name}, found none`);
    return found;
  };
  const slide = (name: string, value: number): void => {
    const slider = get(`input[aria-label="${name}"]`) as HTMLInputElement;
    slider.valueAsNumber = value;
    slider.dispatchEvent(new Event('input'));
  };
  const settle = async (): Promise<void> => {
    await fixture.whenStable();
    fixture.detectChanges();
  };
  return { fixture, element, get, button, slide, settle };
}
