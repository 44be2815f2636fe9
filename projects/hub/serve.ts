// What `npm start` runs: serves the built app; `--help` lists the options.
import { fileURLToPath } from 'node:url';
import { runHub } from './src/run-hub.ts';

const builtApp = fileURLToPath(new URL('../../dist/app/browser', import.meta.url));
await runHub(process.argv.slice(2), builtApp);
