// `npm run kernels`: compiles the engine's assembly/ into its src/kernels.wasm.ts; with --check it only
// compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileAssembly } from './compile-assembly.ts';

const target = 'projects/engine/src/kernels.wasm.ts';
const binary = compileAssembly('projects/engine/assembly/index.ts');
const source = `// Made by "npm run kernels" from assembly/; embedded, so that it loads without a fetch.
export const KERNELS_WASM_BASE64 =
  '${binary.toString('base64')}';
`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, source);
  console.log(`${target}: ${binary.length} bytes of WebAssembly`);
} else if (readFileSync(target, 'utf8') !== source) {
  console.error(`${target}: expected what "npm run kernels" writes, found something else`);
  process.exitCode = 1;
}
