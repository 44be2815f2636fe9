import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AppUpdates } from './features/offline/updates/app-updates.ts';
import { SessionKeeper } from './platform/session-keeper.ts';
import { TextSizeSetting } from './platform/text-size-setting.ts';
import { ThemeSetting } from './platform/theme-setting.ts';

/** What every page stands in: it shows the page that the address names, and sees to what is the same on all of them. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {
  constructor() {
    // Made for what they do to the page.
    inject(TextSizeSetting);
    inject(ThemeSetting);
    // Before the router writes to the history, where an older version of the app left a drawing.
    inject(SessionKeeper);
    inject(AppUpdates).start();
  }
}
