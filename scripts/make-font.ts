// After a change of the app's characters or of Inter: `node scripts/make-font.ts`.
import { writeFileSync } from 'node:fs';
import { APP_FONT, makeAppFont } from './app-font.ts';

const font = await makeAppFont();
writeFileSync(APP_FONT, font);
console.log(`${APP_FONT}: ${font.length} bytes`);
