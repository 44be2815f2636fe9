// Prints one JSON line: the arithmetic peak of one core, `node bench/arithmetic-peak.ts SECONDS`.
import { join } from 'node:path';
import { compileAssembly } from '../scripts/compile-assembly.ts';

interface PeakExports {
  readonly peak: (iterations: number, scale: number, shift: number) => number;
}

const ITERATIONS = 2_000_000;
/** Twelve chains, four lanes, a multiply and an addition each. */
const OPERATIONS_AN_ITERATION = 12 * 4 * 2;

const seconds = Number(process.argv[2]);
const binary = compileAssembly(join(import.meta.dirname, 'assembly/peak.ts'));
const { instance } = await WebAssembly.instantiate(new Uint8Array(binary), {
  env: { memory: new WebAssembly.Memory({ initial: 1 }) },
});
const { peak } = instance.exports as unknown as PeakExports;
peak(ITERATIONS, 0.9999999, 1e-7);
const started = performance.now();
let operations = 0;
while (performance.now() - started < seconds * 1000) {
  peak(ITERATIONS, 0.9999999, 1e-7);
  operations += ITERATIONS * OPERATIONS_AN_ITERATION;
}
const gigaflops = operations / ((performance.now() - started) / 1000) / 1e9;
console.log(JSON.stringify({ name: 'arithmetic peak of one core', gigaflops }));
