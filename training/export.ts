// `npm run export -- [options]`; `--help` lists them.
import { exportCommand, runCommand } from '#trainer';

await runCommand(exportCommand);
