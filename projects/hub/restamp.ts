// `node restamp.mjs FOLDER`: gives a copy of a built app a new time, so that installed apps follow back to it.
import { restamp } from './src/restamp.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('restamp: expected the folder of a built app, found none');
restamp(folder, Date.now());
