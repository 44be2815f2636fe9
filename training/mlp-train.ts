// `npm run train -- [options]`; `--help` lists them.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Compiled modules are kept for the next run, whose first step then comes earlier: a third of the processor time up to
// there went into compiling. The variable is for threads, which do not share the setting.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '../.cache/compiled');
enableCompileCache(process.env['NODE_COMPILE_CACHE']);
const { runCommand, trainCommand } = await import('#trainer');
await runCommand(trainCommand);
