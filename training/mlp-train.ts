// `npm run train -- [options]`; `--help` lists them.
import { runCommand, trainCommand } from '#trainer';

await runCommand(trainCommand);
