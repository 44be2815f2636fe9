// The end of `npm start`: serves the built app; `--help` lists the options.
import { join } from 'node:path';
import { appServer, HubError, listen } from './src/app-server.ts';
import { HUB_USAGE, parseHubOptions } from './src/hub-options.ts';

const FOLDER = join(import.meta.dirname, '../../dist/app/browser');

try {
  const address = parseHubOptions(process.argv.slice(2));
  if (address) {
    const port = await listen(appServer(FOLDER), address);
    const isLocal = address.host === '127.0.0.1';
    console.log(`MNIST MLP Visualizer: http://${isLocal ? 'localhost' : address.host}:${port}`);
    console.log('Ctrl-C stops it.');
  } else {
    console.log(HUB_USAGE);
  }
} catch (error) {
  if (!(error instanceof HubError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
