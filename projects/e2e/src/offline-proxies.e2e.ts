import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './app-page.ts';
import { BUILT_APP } from './app-server.ts';
import { readDefaultExport } from './default-export.ts';
import type { FaultyAnswer } from './fault-server.ts';
import { expectReady, test } from './offline-visit.ts';

const { manifest } = readDefaultExport();
const shard = (index: number): string => `exports/${manifest.timeline[index]?.shard.path ?? ''}`;
const built = (name: string): string => readFileSync(join(BUILT_APP, name), 'utf8');
const refused: FaultyAnswer = { kind: 'status', status: 403 };
const withScript: FaultyAnswer = {
  kind: 'status',
  status: 200,
  body: built('index.html').replace('</body>', '<script>added()</script></body>'),
};
const asText: FaultyAnswer = {
  kind: 'status',
  status: 200,
  body: built('sw.js'),
  type: 'text/plain',
};

/** What a proxy does to the files of each round, and the message that names it. */
const ROUNDS: readonly (readonly [
  string,
  Readonly<Record<string, readonly [FaultyAnswer, RegExp]>>,
])[] = [
  [
    "the app's own files",
    {
      'index.html': [withScript, /arrives with other content \([\d,]+ bytes\).*added scripts/],
      'manifest.webmanifest': [{ kind: 'status', status: 404 }, /is not found \(status 404\)/],
      'samples/mnist-test.bin': [refused, /is refused \(status 403\)/],
      'icons/icon-192.png': [
        { kind: 'redirect', to: '/login' },
        /is redirected to another address/,
      ],
      'icons/icon-512.png': [{ kind: 'cut' }, /breaks off, or cannot be decoded/],
      'icon.svg': [{ kind: 'misnamed encoding' }, /breaks off, or cannot be decoded/],
    },
  ],
  [
    'checkpoints',
    {
      [shard(3)]: [refused, /is refused \(status 403\)/],
      [shard(4)]: [refused, /is refused \(status 403\)/],
      [shard(5)]: [refused, /is refused \(status 403\)/],
      [shard(20)]: [{ kind: 'cut' }, /breaks off, or cannot be decoded/],
      [shard(30)]: [{ kind: 'status', status: 503 }, /fails \(status 503\)/],
    },
  ],
  ['the service worker', { 'sw.js': [asText, /comes as text\/plain/] }],
];

for (const [what, faults] of ROUNDS) {
  test(`names ${what} that a proxy changes or blocks, and recovers when it stops`, async ({
    app,
    page,
    server,
  }) => {
    const answers = Object.entries(faults).map(([file, [answer]]) => [`/${file}`, answer] as const);
    await server.setFaults({ answers: Object.fromEntries(answers) });
    await app.open('./?page=offline');
    const offline = page.getByRole('dialog', { name: 'Offline use' });
    await expect(offline.getByRole('status').first()).toHaveText('Some files do not arrive');
    const problems = offline.locator('app-file-problems');
    for (const [file, [, words]] of Object.entries(faults)) {
      await expect(problems.getByRole('listitem').filter({ hasText: file })).toHaveText(words);
    }
    await expect(problems.getByRole('listitem')).toHaveCount(answers.length);
    const tryAgain = offline.getByRole('button', { name: 'Try again' });
    await expect(tryAgain).toBeVisible();
    await server.setFaults({});
    // Pressed if it is still there: what was held up, unlike what was damaged, the app fetches by itself.
    await tryAgain.evaluateAll((buttons: HTMLElement[]) => {
      for (const button of buttons) button.click();
    });
    await expect(problems).toHaveCount(0);
    await expectReady(page);
  });
}
