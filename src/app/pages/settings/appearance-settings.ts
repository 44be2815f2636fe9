import { Component, computed, inject } from '@angular/core';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { SegmentedChoice, type Segment } from '../../ui/segmented-choice.ts';
import { TextSizeSetting, type TextSize } from '../../platform/text-size-setting.ts';
import { ThemeSetting, type Theme } from '../../platform/theme-setting.ts';

/** The page's language, theme and text size. */
@Component({
  selector: 'app-appearance-settings',
  imports: [SegmentedChoice],
  template: `
    <h3>{{ say('settings.language') }}</h3>
    <app-segmented-choice
      [name]="say('settings.language')"
      [segments]="languages"
      [value]="language.language()"
      (valueChange)="language.choose($event)"
    />
    <h3>{{ say('settings.theme') }}</h3>
    <app-segmented-choice
      [name]="say('settings.theme')"
      [segments]="themes()"
      [value]="theme.theme()"
      (valueChange)="theme.choose($event)"
    />
    <h3>{{ say('settings.textSize') }}</h3>
    <app-segmented-choice
      [name]="say('settings.textSize')"
      [segments]="textSizes()"
      [value]="textSize.size()"
      (valueChange)="textSize.choose($event)"
    />
  `,
  styleUrl: './appearance-settings.css',
})
export class AppearanceSettings {
  protected readonly language = inject(LanguageSetting);
  protected readonly theme = inject(ThemeSetting);
  protected readonly textSize = inject(TextSizeSetting);
  protected readonly say = inject(Phrases).say;

  protected readonly languages = (Object.keys(LANGUAGES) as Language[]).map(
    (value): Segment<Language> => ({ value, text: LANGUAGES[value].name, lang: value }),
  );
  protected readonly themes = computed((): readonly Segment<Theme>[] => [
    { value: 'dark', text: this.say('settings.dark') },
    { value: 'light', text: this.say('settings.light') },
  ]);
  protected readonly textSizes = computed((): readonly Segment<TextSize>[] => [
    { value: 'normal', text: this.say('settings.textNormal') },
    { value: 'large', text: this.say('settings.textLarge') },
  ]);
}
