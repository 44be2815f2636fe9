import type { Routes } from '@angular/router';
import { ReadingPage } from './pages/reading/reading-page.ts';

/**
 * Which page an address names, by what stands behind its `#`. The first page comes with the app; others are to be
 * loaded when they are opened (`loadComponent`), and provide for themselves what ends with them.
 */
export const ROUTES: Routes = [
  { path: '', component: ReadingPage },
  { path: '**', redirectTo: '' },
];
