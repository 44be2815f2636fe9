import { initialWeights } from '#engine';
import { milestones, perceptronSpec } from '#model';
import { writeExport } from '#trainer';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  appServer,
  listen,
  Releases,
  writeReleaseList,
} from '../../projects/hub/src/public-api.ts';

/** Where this repository's build is. */
export const BUILT_APP = join(import.meta.dirname, '../../dist/app/browser');
const IMAGES = 60_000;
/** Enough of them to scrub over; all 35 of so large a network would take long to write. */
const WIDE_CHECKPOINTS = 6;

/** Layers of the large network. */
export const WIDE = [784, 512, 512, 512, 10] as const;
/** Its untrained export, as `?weights=` names it. */
export const WIDE_EXPORT = 'exports/wide.json';

/** The built app, served by the hub's server with an export of a large network beside the default one. */
export interface ServedApp {
  readonly url: string;
  stop(): void;
}

/**
 * Serves a copy of a built app.
 * @throws HubError when it is not built
 */
export async function serveApp(build = BUILT_APP): Promise<ServedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-app-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    cpSync(build, folder, { recursive: true });
    writeWideExport(join(folder, WIDE_EXPORT));
    writeReleaseList(folder);
    const server = appServer(await Releases.open(folder));
    const port = await listen(server, { host: '127.0.0.1', port: 0 });
    return {
      url: `http://localhost:${port}/`,
      stop: () => {
        close(server);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}

function writeWideExport(path: string): void {
  const spec = perceptronSpec(WIDE);
  const checkpoints = milestones(IMAGES)
    .slice(0, WIDE_CHECKPOINTS)
    .map((milestone, order) => ({
      ...{ kind: 'checkpoint' as const, milestone, imagesSeen: milestone.targetImages },
      ...{ batchesSeen: order, weights: initialWeights(spec, order), accuracy: 0.1 },
    }));
  writeExport(path, { spec, checkpoints, datasetSize: IMAGES, training: {} });
}
