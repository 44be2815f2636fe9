import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app-config';
import { installTrustedTypes } from './app/ui/trusted-types';

installTrustedTypes(globalThis, document.baseURI);
bootstrapApplication(App, appConfig).catch((error: unknown) => {
  console.error(error);
});
