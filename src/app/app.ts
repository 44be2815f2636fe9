import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { AppUpdates } from './features/offline/updates/app-updates.ts';
import { SessionKeeper } from './platform/session-keeper.ts';

/** What every page stands in: it shows the page that the address names, and sees to what is the same on all of them. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {
  constructor() {
    // Before the router writes to the history, where an older version of the app left a drawing.
    inject(SessionKeeper);
    inject(AppUpdates).start();
  }
}
