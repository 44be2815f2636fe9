// `npm run bench -- train [--device gpu | --recipe FILE [--beside DIR]]`: learning speed on the CPU beside its
// peers, on the GPU, or of a whole recipe beside the build in another folder.
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { device: { type: 'string', default: 'cpu' }, recipe: { type: 'string' } },
  strict: false,
});
if (values.device !== 'cpu' && values.device !== 'gpu') {
  console.error(`bench train: --device: expected cpu or gpu, found ${String(values.device)}`);
  process.exit(2);
}
const onCpu = values.recipe === undefined ? './train-cpu.ts' : './train-recipe.ts';
await import(values.device === 'gpu' ? './train-gpu.ts' : onCpu);
