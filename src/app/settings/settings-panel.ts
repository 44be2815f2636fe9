import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { LanguageSetting } from '../i18n/language-setting';
import { LANGUAGE_NAMES, type Language } from '../i18n/languages';
import { Phrases } from '../i18n/phrases';
import { Icon } from '../ui/icon';
import { SegmentedChoice, type Segment } from '../ui/segmented-choice';
import { DrawingSettings } from './drawing-settings';
import { NetworkSettings } from './network-settings';
import { PenSettings } from './pen-settings';
import { PreparationSetting } from './preparation-setting';
import { SceneSettings } from './scene-settings';
import { ThemeSetting, type Theme } from './theme-setting';
import { WeightsSetting } from './weights-setting';

/** Everything that is chosen once, in a panel that slides in from the right. */
@Component({
  selector: 'app-settings-panel',
  imports: [DrawingSettings, Icon, NetworkSettings, SegmentedChoice],
  templateUrl: './settings-panel.html',
  styleUrl: './settings-panel.css',
  host: { '(click)': 'closeIfBeside($event)' },
})
export class SettingsPanel {
  private readonly languageSetting = inject(LanguageSetting);
  private readonly themeSetting = inject(ThemeSetting);
  private readonly preparation = inject(PreparationSetting);
  private readonly pen = inject(PenSettings);
  private readonly scene = inject(SceneSettings);
  protected readonly weights = inject(WeightsSetting);
  protected readonly say = inject(Phrases).say;

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly languages = (Object.entries(LANGUAGE_NAMES) as [Language, string][]).map(
    ([value, text]): Segment<Language> => ({ value, text, lang: value }),
  );
  protected readonly themes = computed((): readonly Segment<Theme>[] => [
    { value: 'dark', text: this.say('settings.dark') },
    { value: 'light', text: this.say('settings.light') },
  ]);
  protected readonly language = this.languageSetting.language;
  protected readonly theme = this.themeSetting.theme;
  protected readonly isAddressEmpty = signal(true);

  open(): void {
    this.dialog().nativeElement.showModal();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** A click beside the panel closes it: the dialog itself is as large as the screen. */
  protected closeIfBeside(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) this.close();
  }

  protected chooseLanguage(language: Language): void {
    this.languageSetting.choose(language);
  }

  protected chooseTheme(theme: Theme): void {
    this.themeSetting.choose(theme);
  }

  protected useWeights(address: string): void {
    void this.weights.use(address);
  }

  protected reset(): void {
    this.languageSetting.forget();
    this.themeSetting.forget();
    this.preparation.forget();
    this.pen.forget();
    this.scene.forget();
    void this.weights.useDefault();
  }
}
