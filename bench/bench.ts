// `npm run bench -- NAME [options]`: runs one of the benchmarks in this folder.
import { keepWorkingUnheard } from '#trainer';

keepWorkingUnheard();
const [name = 'nothing', ...options] = process.argv.slice(2);
const benchmarks = [
  ...[
    'app',
    'augment',
    'code-size',
    'drawings',
    'film',
    'formats',
    'half-floats',
    'hub',
    'ink',
    'ink-canvas',
    'lab',
    'lab-evidence',
    'lab-experiments',
    'lab-start',
    'library',
    'long-stroke',
    'reading',
    'soak',
    'stability',
    'tiles',
    'train',
  ],
];
if (!benchmarks.includes(name)) {
  console.error(`bench: expected one of ${benchmarks.join(', ')}, found ${name}`);
  process.exit(2);
}
process.argv.splice(2, Infinity, ...options);
await import(`./${name}.ts`);
