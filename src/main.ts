import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.ts';
import { appConfig } from './app/app-config.ts';
import { installTrustedTypes } from './app/ui/trusted-types.ts';

installTrustedTypes(globalThis, document.baseURI);
bootstrapApplication(App, appConfig).catch((error: unknown) => {
  console.error(error);
});
