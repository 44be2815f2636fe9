// `npm run bench -- train [--device gpu]`: learning speed on the CPU or on the GPU.
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { device: { type: 'string', default: 'cpu' } },
  strict: false,
});
if (values.device !== 'cpu' && values.device !== 'gpu') {
  console.error(`bench train: --device: expected cpu or gpu, found ${String(values.device)}`);
  process.exit(2);
}
await import(values.device === 'gpu' ? './train-gpu.ts' : './train-cpu.ts');
