import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, get as httpGet } from 'node:http';
import { join } from 'node:path';
import { DeployPlace } from '../testing/deploy-place.ts';
import { HubProcess } from '../testing/hub-process.ts';
import { build, hashOf, useFolder } from '../testing/small-build.ts';

/** Half a minute on a quiet machine, ten times as long on a busy one: a spec that is given up goes on in the next. */
const PATIENCE_MS = 900_000;
/** Of a switch between two builds. */
const REQUESTS = 10_000;

describe('deploy.sh', () => {
  const parent = useFolder();
  let place: DeployPlace;

  beforeEach(() => {
    place = new DeployPlace(parent());
  });

  it(
    'builds a commit with npm, tries it, keeps it with its commit, and serves it',
    async () => {
      const commit = place.commit(1);
      // Not what is checked out: only commits are deployed.
      writeFileSync(join(place.repository, 'version'), '7');
      const { status, text } = place.deployWithNpm();
      expect([status, await place.version()])
        .withContext(text)
        .toEqual([0, 1]);
      const [backup = ''] = place.entries('backups');
      expect(readFileSync(join(place.releases, 'backups', backup, '.commit'), 'utf8').trim()).toBe(
        commit,
      );
      expect(place.entries()).toEqual(['.lock', 'backups', 'current', 'hub']);
      expect(place.entries('hub')).toEqual(['restamp.mjs']);
    },
    PATIENCE_MS,
  );

  it(
    'deploys any commit by its name, and refuses what is none',
    async () => {
      const first = place.commit(1);
      place.commit(2);
      expect(place.deploy(first.slice(0, 10)).status).toBe(0);
      expect(await place.version()).toBe(1);
      expect(place.deploy('HEAD').status).toBe(0);
      expect(await place.version()).toBe(2);
      const { status, text } = place.deploy('no-such-branch');
      expect([status, text]).toEqual([
        1,
        'deploy: expected a commit of this repository, found no-such-branch\n',
      ]);
      expect(await place.version()).toBe(2);
    },
    PATIENCE_MS,
  );

  for (const [what, lines, stage] of [
    ['does not build', { build: 'process.exit(3);' }, 'building'],
    ['does not answer as it was built', { check: 'process.exit(3);' }, 'trying the built app'],
  ] as const) {
    it(
      `leaves what is served where a commit ${what}`,
      async () => {
        place.commit(1);
        place.deploy();
        place.commit(2, lines);
        const { status, text } = place.deploy();
        expect(status).toBe(1);
        expect(text).toContain(`deploy: stopped at: ${stage}; what is served is as it was`);
        expect(await place.version()).toBe(1);
        expectNothingLeft(1);
      },
      PATIENCE_MS,
    );
  }

  it(
    'leaves what is served where the disk is full',
    async () => {
      place.commit(1);
      place.deploy();
      place.commit(2);
      const { status, text } = place.deployWithLittleRoom(100_000);
      expect(status).withContext(text).toBe(1);
      expect(await place.version()).toBe(1);
      expectNothingLeft(1);
      expect(place.deploy().status).toBe(0);
      expect(await place.version()).toBe(2);
    },
    PATIENCE_MS,
  );

  it(
    'serves one build or the other, whole, when it is killed at any moment, and cleans up next time',
    async () => {
      place.commit(1);
      place.deploy();
      const seen = new Set<number | undefined>();
      for (let call = 1, isOver = false; !isOver; call++) {
        const when = call % 2 === 0 ? 'before' : 'after';
        place.commit(call + 1);
        const before = await place.version();
        const { status, text } = place.deployKilled(call, when);
        isOver = place.calls() < call;
        // Killed, or at its end before that many programs were called.
        expect(status)
          .withContext(`${call}: ${text}`)
          .toBe(isOver ? 0 : null);
        const after = await place.version();
        expect([before, call + 1])
          .withContext(`killed at call ${call}`)
          .toContain(after);
        seen.add(after === before ? 0 : 1);
      }
      expect([...seen].sort()).toEqual([0, 1]);
      place.commit(1000);
      const { status, text } = place.deploy();
      expect([status, await place.version()])
        .withContext(text)
        .toEqual([0, 1000]);
      expectNothingLeft();
    },
    PATIENCE_MS,
  );

  it(
    'takes over a folder that was served before, and keeps it, wherever it is killed',
    async () => {
      for (const call of [0, ...moments(place)]) {
        const other = new DeployPlace(parent());
        // As the script before this one left it: a folder with the app, no link.
        await build(other.current, 1);
        other.commit(2);
        if (call > 0) other.deployKilled(call, 'after');
        const { status, text } = other.deploy();
        expect([status, await other.version()])
          .withContext(text)
          .toEqual([0, 2]);
        const kept = other.entries().filter((name) => name.startsWith('current-before-'));
        expect(kept.length).withContext(`killed at call ${call}`).toBe(1);
        expect(existsSync(join(other.releases, kept[0] ?? '', 'index.html'))).toBeTrue();
      }
    },
    PATIENCE_MS,
  );

  it(
    'does not mix with another that is at work',
    async () => {
      place.commit(1);
      place.deploy();
      const gate = join(parent(), 'gate');
      place.commit(2, {
        build: `import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
while (!existsSync('${gate}')) await setTimeout(20);`,
      });
      const earlier = lockOf(place);
      const first = place.start();
      // The second one may begin only when the first has the lock: it would wait for the gate itself otherwise.
      while (lockOf(place) === earlier || !/process \d+/.test(lockOf(place))) await pause();
      const second = place.deploy();
      expect(second.status).toBe(1);
      expect(second.text).toMatch(/expected no other deploy at work, found one: process \d+ since/);
      writeFileSync(gate, '');
      expect((await first.ended).status).toBe(0);
      expect(await place.version()).toBe(2);
    },
    PATIENCE_MS,
  );

  it(
    'goes back one build with each rollback, forward by name, and says where there is none before',
    async () => {
      for (const version of [1, 2, 3, 4]) {
        place.commit(version);
        place.deploy();
      }
      const lists = [listOf(place)];
      for (const version of [3, 2, 1]) {
        const { status, text } = place.deploy('--rollback');
        expect([status, await place.version()])
          .withContext(text)
          .toEqual([0, version]);
        lists.push(listOf(place));
      }
      // Installed apps follow only to a list that they have not had.
      expect(new Set(lists).size).toBe(4);
      const { status, text } = place.deploy('--rollback');
      expect(status).toBe(1);
      expect(text).toMatch(/expected a build before \S+, found none/);
      const third = place.entries('backups')[2] ?? '';
      expect(place.deploy('--rollback', third).status).toBe(0);
      expect(await place.version()).toBe(3);
      expect(place.deploy('--list').text).toMatch(/^\* \S+ {2}\w{12} {2}rollback to \S+$/m);
      expect(place.deploy('--rollback', 'nothing').text).toMatch(
        /expected one of: .*found nothing/,
      );
      expect(await place.version()).toBe(3);
    },
    PATIENCE_MS,
  );

  it(
    'keeps as many builds as wanted, and always the one before',
    async () => {
      for (const version of [1, 2, 3, 4]) {
        place.commit(version);
        expect(place.deploy('--keep', '2').status).toBe(0);
        expect(place.entries('backups').length).toBe(Math.min(version, 2));
      }
      place.deploy('--keep', '1', '--rollback');
      expect(await place.version()).toBe(3);
      const kept = place.entries('backups').length;
      // The one served, that it copies, and the one before.
      expect(kept).toBe(3);
      expect(place.deploy('--keep', '0').text).toMatch(
        /--keep: expected a number from 1 to 9999, found 0/,
      );
    },
    PATIENCE_MS,
  );

  it(
    'knows the order of its builds where two have the same second, and where the clock was set back',
    async () => {
      const times = ['10:00:00', '10:00:00', '10:00:00', '09:00:00', '10:00:01', '10:00:01'];
      for (const [index, time] of times.entries()) {
        place.commit(index + 1);
        const { status, text } = place.deployAt(`2026-11-30 ${time}Z`);
        expect([status, await place.version()])
          .withContext(text)
          .toEqual([0, index + 1]);
      }
      const commits = [...place.deploy('--list').text.matchAll(/Z\+* {2}(\w{12})/g)].map(
        ([, id]) => id,
      );
      expect(commits).toEqual(place.commits().map((id) => id.slice(0, 12)));
      for (const version of [5, 4, 3, 2, 1]) {
        const { status, text } = place.deployAt('2026-11-30 10:00:01Z', '--rollback');
        expect([status, await place.version()])
          .withContext(text)
          .toEqual([0, version]);
      }
      place.commit(7);
      place.deployAt('2026-11-30 10:00:01Z', '--keep', '2');
      expect(await place.version()).toBe(7);
      expect(place.entries('backups').length).toBe(2);
    },
    PATIENCE_MS,
  );

  it(
    'switches a running hub without one failed request, and what open pages need stays',
    async () => {
      place.commit(1);
      place.deploy();
      const hub = await HubProcess.start(place.current);
      const agent = new Agent({ keepAlive: true, maxSockets: 20 });
      const versions = new Set<string>();
      let sent = 0;
      let isOver = false;
      const faults: string[] = [];
      const visitor = async (): Promise<void> => {
        while (sent < REQUESTS || !isOver) {
          sent += 2;
          const page = await ask(agent, hub.port, '/');
          const [, version = ''] = /<title>(\d+)/.exec(page.body) ?? [];
          versions.add(version);
          const chunk = await ask(agent, hub.port, `/chunk-${hashOf(Number(version))}.js`);
          for (const { status } of [page, chunk]) if (status !== 200) faults.push(String(status));
        }
      };
      const visitors = Promise.all(Array.from({ length: 20 }, visitor));
      place.commit(2);
      expect((await place.start().ended).status).toBe(0);
      expect((await place.start('--rollback').ended).status).toBe(0);
      while ((await ask(agent, hub.port, '/')).body.includes('<title>2')) await pause();
      isOver = true;
      await visitors;
      agent.destroy();
      expect(faults).toEqual([]);
      expect(sent).toBeGreaterThanOrEqual(REQUESTS);
      expect([...versions].sort()).toEqual(['1', '2']);
      // A hub that starts now has the scripts of pages that are open since before.
      await hub.end('SIGKILL');
      const next = await HubProcess.start(place.current);
      expect((await ask(undefined, next.port, `/chunk-${hashOf(2)}.js`)).status).toBe(200);
      await next.end('SIGKILL');
    },
    PATIENCE_MS,
  );

  it('says what it can do', () => {
    mkdirSync(place.releases);
    expect(place.deploy('--help').text).toContain('./deploy.sh --rollback [BACKUP]');
    expect(place.deploy('--nonsense').text).toBe(
      'deploy: expected an option that --help lists, found --nonsense\n',
    );
  });

  function expectNothingLeft(builds?: number): void {
    expect(place.entries()).toEqual(['.lock', 'backups', 'current', 'hub']);
    const backups = place.entries('backups');
    expect(backups.filter((name) => name.startsWith('.'))).toEqual([]);
    if (builds !== undefined) expect(backups.length).toBe(builds);
  }
});

/** Some moments of a deploy: the calls of programs around the switch. */
function moments(place: DeployPlace): readonly number[] {
  place.commit(1);
  place.deployKilled(10_000, 'before');
  const calls = place.calls();
  return Array.from({ length: 7 }, (_, index) => calls - index);
}

function lockOf(place: DeployPlace): string {
  const path = join(place.releases, '.lock');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function listOf(place: DeployPlace): string {
  return readFileSync(join(place.current, 'ngsw.json'), 'utf8');
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function ask(
  agent: Agent | undefined,
  port: number,
  path: string,
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    httpGet({ port, path, ...(agent && { agent }) }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode, body });
      });
    }).on('error', reject);
  });
}
