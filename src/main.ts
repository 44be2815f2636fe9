import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app-config.ts';
import { removeStartFailure, showStartFailure } from './app/platform/not-started.ts';
import { installTrustedTypes } from './app/platform/trusted-types.ts';

installTrustedTypes(globalThis, document.baseURI);
bootstrapApplication(App, appConfig).then(
  () => {
    removeStartFailure(document);
  },
  (error: unknown) => {
    showStartFailure(document);
    console.error(error);
  },
);
