import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app-config.ts';
import { noteStarted, tellNotStarted } from './app/platform/not-started.ts';
import { installTrustedTypes } from './app/platform/trusted-types.ts';

installTrustedTypes(globalThis, document.baseURI);
bootstrapApplication(App, appConfig).then(
  () => {
    noteStarted(document);
  },
  (error: unknown) => {
    tellNotStarted(document);
    console.error(error);
  },
);
