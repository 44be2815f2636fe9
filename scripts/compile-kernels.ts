// `npm run kernels`: compiles the engine's assembly/ into its src/kernels.wasm.ts; with --check it only
// compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { compileAssembly } from './compile-assembly.ts';

const target = 'projects/engine/src/wasm/kernels.wasm.ts';
const entry = 'projects/engine/assembly/index.ts';
/** 4 GiB: all that 32 bits address. Whoever makes the memory says how much of it he takes. */
const LARGEST_MEMORY = ['--maximumMemory', '65536'];
const binary = compileAssembly(entry, ...LARGEST_MEMORY);
const shared = compileAssembly(entry, ...LARGEST_MEMORY, '--enable', 'threads', '--sharedMemory');

// A module says whether its memory is shared in one byte of the import, and in nothing else.
const differences = [...binary.keys()].filter((at) => binary[at] !== shared[at]);
const [flagAt] = differences;
if (binary.length !== shared.length || flagAt === undefined || differences.length > 1) {
  throw new Error(
    `${entry}: expected one byte that differs for shared memory, found ${differences.length}`,
  );
}
const source = `// Made by "npm run kernels" from assembly/; embedded, so that it loads without a fetch.
export const KERNELS_WASM_BASE64 =
  '${binary.toString('base64')}';
/** The only byte in which the module for shared memory differs, and what it is there. */
export const SHARED_MEMORY_FLAG = { at: ${flagAt}, value: ${shared[flagAt] ?? 0} };
`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, source);
  console.log(`${target}: ${binary.length} bytes of WebAssembly`);
} else if (readFileSync(target, 'utf8') !== source) {
  console.error(`${target}: expected what "npm run kernels" writes, found something else`);
  process.exitCode = 1;
}
