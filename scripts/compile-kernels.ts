// `npm run kernels`: compiles the engine's assembly/ into its src/wasm/kernels.wasm.ts, and writes what its
// records are made of into src/wasm/kernel-layout.ts; with --check it only compares.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { compileAssembly } from './compile-assembly.ts';
import { readLayout, type MemoryLayout } from './read-layout.ts';

const folder = 'projects/engine/src/wasm';
const entry = 'projects/engine/assembly/index.ts';
const layoutFile = 'projects/engine/assembly/layout.ts';
/** 4 GiB: all that 32 bits address. Whoever makes the memory says how much of it he takes. */
const LARGEST_MEMORY = ['--maximumMemory', '65536'];

const layout = readLayout(readFileSync(layoutFile, 'utf8'), layoutFile);
checkOffsets(layout);
emit(join(folder, 'kernels.wasm.ts'), compileKernels());
emit(join(folder, 'kernel-layout.ts'), sourceOf(layout));

/** Writes a file, or with --check compares it. */
function emit(target: string, source: string): void {
  if (!process.argv.includes('--check')) {
    writeFileSync(target, source);
    console.log(`${target}: ${source.length} bytes`);
  } else if (readFileSync(target, 'utf8') !== source) {
    console.error(`${target}: expected what "npm run kernels" writes, found something else`);
    process.exitCode = 1;
  }
}

function compileKernels(): string {
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
  return `// Made by "npm run kernels" from assembly/; embedded, so that it loads without a fetch.
export const KERNELS_WASM_BASE64 =
  '${binary.toString('base64')}';
/** The only byte in which the module for shared memory differs, and what it is there. */
export const SHARED_MEMORY_FLAG = { at: ${flagAt}, value: ${shared[flagAt] ?? 0} };
`;
}

function sourceOf({ records, constants }: MemoryLayout): string {
  const recordLines = Object.entries(records).flatMap(([name, fields]) => [
    `  ${name}: {`,
    ...Object.entries(fields).map(([field, type]) => `    ${field}: '${type}',`),
    '  },',
  ]);
  return `// Made by "npm run kernels" from assembly/layout.ts, which says what the fields mean.

/** The kernels' records: four bytes a field, in this order. */
export const RECORDS = {
${recordLines.join('\n')}
} as const;

/** Numbers that kernels and their caller have to agree on. */
export const LAYOUT = {
${Object.entries(constants)
  .map(([name, value]) => `  ${name}: ${value},`)
  .join('\n')}
} as const;
`;
}

/** Throws Error unless the compiler puts each field where it is in the list, four bytes each. */
function checkOffsets({ records }: MemoryLayout): void {
  const temporary = mkdtempSync(join(tmpdir(), 'layout-'));
  try {
    const path = relative(temporary, resolve(layoutFile)).replace(/\.ts$/, '');
    const names = Object.keys(records);
    const lines = names.flatMap((name) => [
      `export const ${name}: usize = offsetof<${name}_>();`,
      ...Object.keys(records[name] ?? {}).map(
        (field) => `export const ${name}_${field}: usize = offsetof<${name}_>("${field}");`,
      ),
    ]);
    const imports = names.map((name) => `${name} as ${name}_`).join(', ');
    const source = join(temporary, 'offsets.ts');
    writeFileSync(source, `import { ${imports} } from '${path}';\n${lines.join('\n')}\n`);
    const module = new WebAssembly.Module(new Uint8Array(compileAssembly(source)));
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    for (const [name, fields] of Object.entries(records)) {
      const ends = [...Object.keys(fields).map((field) => `${name}_${field}`), name];
      ends.forEach((label, index) => {
        const found = (exports[label] as WebAssembly.Global<'i32'>).value;
        if (found === index * 4) return;
        throw new Error(
          `${layoutFile}: ${label}: expected at byte ${index * 4}, found at ${found}`,
        );
      });
    }
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
