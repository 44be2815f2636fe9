import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { LanguageSetting } from './i18n/language-setting.ts';
import { ReadingPage } from './pages/reading/reading-page.ts';

const labPage = () => import('./pages/lab/lab-page.ts');

/**
 * The page for each address, by the part after the `#`. The first page is part of the app's own script. Load any other
 * page when it is opened (`loadComponent`), and let it provide the services that end with it.
 */
export const ROUTES: Routes = [
  { path: '', component: ReadingPage },
  {
    path: 'lab',
    resolve: {
      phrases: () => {
        // Beside its phrases, not after them. Should it not arrive, `loadComponent` says so.
        labPage().catch(() => undefined);
        return inject(LanguageSetting).bring('lab');
      },
    },
    loadComponent: async () => (await labPage()).LabPage,
  },
  { path: '**', redirectTo: '' },
];
