// Bundles the hub into one file, dist/hub/serve.mjs, which runs on Node 20 without node_modules.
import { build } from 'esbuild';

/** What `projects/hub/serve.ts` does, beside the app that was built. */
const ENTRY = `
import { fileURLToPath } from 'node:url';
import { runHub } from './projects/hub/src/run-hub.ts';
await runHub(process.argv.slice(2), fileURLToPath(new URL('../app/browser', import.meta.url)));
`;
/** For packages that are CommonJS and load Node's own modules. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

await build({
  stdin: { contents: ENTRY, resolveDir: '.', sourcefile: 'serve.ts', loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  banner: { js: REQUIRE },
  legalComments: 'eof',
  outfile: 'dist/hub/serve.mjs',
});
