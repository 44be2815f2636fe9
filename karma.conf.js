// Read by `ng test` (@angular/build:unit-test with Karma), which adds the framework and the files.
import karmaChromeLauncher from 'karma-chrome-launcher';
import karmaJasmine from 'karma-jasmine';
import { join } from 'node:path';
import { karmaOutcomes } from './scripts/test-outcomes/karma-outcomes.ts';

/** A framework, since the builder has its own list of files instead of one that stands here. */
const freshPage = { 'framework:fresh-page': ['factory', loadFreshPage] };
loadFreshPage.$inject = ['config.files'];

/** @param {object[]} files */
function loadFreshPage(files) {
  const pattern = join(import.meta.dirname, 'scripts/testing/fresh-page.js');
  files.unshift({ pattern, included: true, served: true, watched: false });
}

/** @param {import('karma').Config} config */
export default function configure(config) {
  config.set({
    plugins: [karmaJasmine, karmaChromeLauncher, karmaOutcomes, freshPage],
    // Each puts its files before those of the frameworks that stand before it: Jasmine's come first.
    frameworks: ['fresh-page', 'jasmine'],
    reporters: ['dots', 'outcomes'],
    // A spec that learns on a software GPU holds the browser's one thread for 25 s on a busy machine,
    // and Karma takes a browser that is silent for that long for dead. One that dies is noticed anyhow.
    pingTimeout: 120_000,
    browserDisconnectTimeout: 120_000,
    browserNoActivityTimeout: 300_000,
    // No spec fails because a machine is busy.
    client: { jasmine: { random: true, timeoutInterval: 60_000 } },
    // The hub's headers that make a page cross-origin isolated: threads share memory only there.
    customHeaders: [
      { match: '.*', name: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      { match: '.*', name: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
    ],
    customLaunchers: {
      ChromeHeadlessForTests: {
        base: 'ChromeHeadless',
        flags: [
          '--no-sandbox', // Chromium refuses to run as root with its sandbox, and CI is root.
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--disable-quic',
          '--no-first-run',
          '--use-angle=swiftshader', // WebGL2 without a GPU.
          '--enable-unsafe-swiftshader',
          '--enable-unsafe-webgpu', // And WebGPU.
          '--use-webgpu-adapter=swiftshader',
          '--enable-features=Vulkan',
        ],
      },
    },
    restartOnFileChange: false,
  });
}
