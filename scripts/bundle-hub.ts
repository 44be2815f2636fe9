// Bundles what serves the app into dist/hub, or the folder that is named: files that run on Node 20 without
// node_modules.
import { build } from 'esbuild';

const [folder = 'dist/hub'] = process.argv.slice(2);

/** What `projects/hub/serve.ts` does, beside the app that was built. */
const SERVE = `
import { fileURLToPath } from 'node:url';
import { runHub } from './projects/hub/src/run-hub.ts';
await runHub(process.argv.slice(2), fileURLToPath(new URL('../app/browser', import.meta.url)));
`;
/** For packages that are CommonJS and load Node's own modules. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

for (const [name, contents] of Object.entries({
  serve: SERVE,
  restamp: "import './projects/hub/restamp.ts';",
})) {
  await build({
    stdin: { contents, resolveDir: '.', sourcefile: `${name}.ts`, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: REQUIRE },
    legalComments: 'eof',
    outfile: `${folder}/${name}.mjs`,
  });
}
