import { Service } from '@angular/core';
import { persistedSwitch, type PersistedSwitch } from '../platform/persisted.ts';

/** The panels on the stage and the parts of the help that can be folded, and whether they are folded at first. */
const FOLDED_AT_FIRST = {
  paper: false,
  answers: false,
  timeline: false,
  helpDrawing: false,
  helpNetwork: false,
  helpTraining: false,
  helpColours: false,
  helpKeys: true,
  helpFacts: true,
  helpAbout: true,
} as const;

/** The name of a panel or part that can be folded. */
export type Foldable = keyof typeof FOLDED_AT_FIRST;

/** Keys in the browser's storage that differ from the name: what visitors have stored stays readable. */
const STORED_NAMES: Readonly<Partial<Record<string, string>>> = { timeline: 'training' };

/** Which panels and parts are folded, kept on this device. */
@Service()
export class PanelFolds {
  private readonly folds = Object.fromEntries(
    Object.entries(FOLDED_AT_FIRST).map(([name, isFolded]) => [
      name,
      persistedSwitch(`fold.${STORED_NAMES[name] ?? name}`, isFolded),
    ]),
  ) as Readonly<Record<Foldable, PersistedSwitch>>;

  isFolded(name: Foldable): boolean {
    return this.folds[name].isOn();
  }

  toggle(name: Foldable): void {
    this.folds[name].toggle();
  }
}
