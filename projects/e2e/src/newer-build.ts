import { Generator, type Config } from '@angular/service-worker/config';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReleaseList } from '../../hub/src/public-api.ts';
import { BUILT_APP } from './app-server.ts';

/** The title of a newer build. */
export const NEWER_TITLE = 'MNIST MLP Visualizer II';
const TITLE = 'MNIST MLP Visualizer';
const CONFIG = join(import.meta.dirname, '../../../ngsw-config.json');
const HASHED_SCRIPT = /^(?:main|chunk|worker)-\S{8}\.js$/;

/**
 * Makes a newer build from the existing one, which is faster than building again: every script gets a new name, as if
 * something shared by all of them had changed, the app gets another title, and Angular's own generator writes the
 * list of files.
 * @returns its folder
 */
export async function makeNewerBuild(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'newer-build-'));
  cpSync(BUILT_APP, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const scripts = readdirSync(folder).filter((name) => HASHED_SCRIPT.test(name));
  for (const name of [...scripts, 'index.html']) {
    let text = readFileSync(join(folder, name), 'utf8').replaceAll(TITLE, NEWER_TITLE);
    for (const script of scripts) text = text.replaceAll(script, newName(script));
    writeFileSync(join(folder, name), text);
  }
  for (const script of scripts) renameSync(join(folder, script), join(folder, newName(script)));
  const config = JSON.parse(readFileSync(CONFIG, 'utf8')) as Config;
  const list = await new Generator(filesIn(folder), './').process(config);
  writeFileSync(join(folder, 'ngsw.json'), JSON.stringify(list, null, 2));
  writeReleaseList(folder);
  return folder;
}

function newName(script: string): string {
  return script.replace(/.(?=\.js$)/, (last) => (last === 'z' ? 'y' : 'z'));
}

function filesIn(folder: string): ConstructorParameters<typeof Generator>[0] {
  return {
    list: () =>
      Promise.resolve(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length)),
      ),
    read: (file) => Promise.resolve(readFileSync(join(folder, file), 'utf8')),
    hash: (file) =>
      Promise.resolve(
        createHash('sha1')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ),
    write: () => Promise.reject(new Error('generator: expected it to write nothing')),
  };
}
