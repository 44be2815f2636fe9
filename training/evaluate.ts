// `npm run evaluate -- [options]`; `--help` lists them.
import { evaluateCommand, runCommand } from '#trainer';

await runCommand(evaluateCommand);
