import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AppUpdates } from './features/offline/updates/app-updates.ts';
import { LastPress } from './platform/last-press.ts';
import { SessionKeeper } from './platform/session-keeper.ts';

/** The frame around every page: it shows the page for the address, and starts what all pages share. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {
  constructor() {
    // Before the router writes to the history: an older version of the app left a drawing there.
    inject(SessionKeeper);
    inject(AppUpdates).start();
    inject(LastPress).start();
  }
}
