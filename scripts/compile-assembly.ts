import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OPTIONS = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--importMemory'];

/**
 * Compiles AssemblyScript to WebAssembly with plain SIMD and an imported memory.
 * @param entry path of the module whose exports are wanted
 * @param options further options of the compiler
 * @throws Error when it does not compile; the compiler has said why
 */
export function compileAssembly(entry: string, ...options: string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  try {
    const output = join(folder, 'module.wasm');
    const asc = join(import.meta.dirname, '../node_modules/assemblyscript/bin/asc.js');
    const { status } = spawnSync(
      process.execPath,
      [asc, entry, ...OPTIONS, ...options, '--use', 'abort=', '--outFile', output],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (status !== 0) throw new Error(`${entry}: does not compile`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
