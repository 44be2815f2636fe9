import { Component, computed, input } from '@angular/core';

/** Each icon's path in a square of 24 by 24, drawn as lines in the control's text colour. */
const PATHS = {
  undo: 'M9 6 4 11l5 5M4 11h10.5a4.5 4.5 0 0 1 0 9H12',
  redo: 'm15 6 5 5-5 5M20 11H9.5a4.5 4.5 0 0 0 0 9H12',
  eraser:
    'M9 20h11M4.6 14.9l8.5-8.5a2 2 0 0 1 2.8 0l3.7 3.7a2 2 0 0 1 0 2.8L12.5 20H8.6l-4-4a.8.8 0 0 1 0-1.1M9.4 10.1l6.5 6.5',
  samples:
    'M6.5 4h11A2.5 2.5 0 0 1 20 6.5v11a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17.5v-11A2.5 2.5 0 0 1 6.5 4M9 8.5h6L11 16',
  clear: 'm6 6 12 12M18 6 6 18',
  play: 'M8 5.5v13l10.5-6.5Z',
  pause: 'M8.5 6v12M15.5 6v12',
  back: 'M17 6v12l-8.5-6ZM7 6v12',
  forward: 'M7 6v12l8.5-6ZM17 6v12',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9.4M20 4.5v5h-5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  download: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14',
  share: 'M12 14.5V3.5M8.5 7 12 3.5 15.5 7M8 10.5H5.5v10h13v-10H16',
  plus: 'M12 5.5v13M5.5 12h13',
  minus: 'M5.5 12h13',
  add: 'M5 5h14v14H5ZM12 8.5v7M8.5 12h7',
  layers: 'm12 3.5 8.5 4.6-8.5 4.6-8.5-4.6ZM3.5 12.2l8.5 4.6 8.5-4.6M3.5 16.2l8.5 4.6 8.5-4.6',
  more: 'M5 11.5a.5.5 0 1 0 .01 0ZM12 11.5a.5.5 0 1 0 .01 0ZM19 11.5a.5.5 0 1 0 .01 0Z',
  networks: 'M4 4.5h6.5V11H4ZM13.5 4.5H20V11h-6.5ZM4 14h6.5v6.5H4ZM13.5 17.2H20M16.75 14v6.5',
  train: 'M4 19.5V5M4 19.5h16M6.5 16c4 0 4-9 8-9h5.5',
  help: 'M8.8 9.2a3.2 3.2 0 1 1 4.9 2.7c-1 .6-1.7 1.2-1.7 2.4M12 17.6v.1',
  down: 'm7 10 5 5 5-5',
  up: 'm7 14 5-5 5 5',
  previous: 'm14 7-5 5 5 5',
  next: 'm10 7 5 5-5 5',
  replay: 'M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4 9.4M4 4.5v5h5',
  inspect: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5M10.5 8v5M8 10.5h5',
  table: 'M4.5 5.5h15v13h-15ZM4.5 10h15M4.5 14.2h15M10 5.5v13',
  fresh: 'M13.5 3.5h-7v17h11v-13ZM13.5 3.5v4h4M12 11v6M9 14h6',
  flag: 'M6 3.5v17M6 5h12l-3 4 3 4H6',
  locked: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  unlocked: 'M6 11h12v9H6ZM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2',
  printer: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7Z',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** An icon in a control. It is hidden from screen readers: the control itself needs a name. */
@Component({
  selector: 'app-icon',
  template: `<svg viewBox="0 0 24 24"><path [attr.d]="path()" /></svg>`,
  styleUrl: './icon.css',
  host: { 'aria-hidden': 'true' },
})
export class Icon {
  readonly name = input.required<IconName>();

  protected readonly path = computed(() => PATHS[this.name()]);
}
