import type { Server as SecureServer } from 'node:https';
import { homedir, hostname as systemHostname } from 'node:os';
import { join } from 'node:path';
import { url } from '../addresses.ts';
import { HubError } from '../hub-error.ts';
import type { HttpsOptions } from '../hub-options.ts';
import { isHostName } from './allowed-names.ts';
import type { Certificates, CertificateSurroundings } from './certificates.ts';
import { GivenCertificate } from './given-certificate.ts';
import { OwnCertificate } from './own-certificate.ts';
import { fingerprintOf, TRUST_PATH } from './trust-pages.ts';
import { AUTHORITY_TITLE } from './trust-words.ts';

/** How often addresses, files and clock are looked at. */
const INTERVAL_MS = 5000;
/** Outside every folder that is served. */
const USUAL_FOLDER = '.mnist-mlp-visualizer';
const THIS_COMPUTER = ['localhost', '127.0.0.1', '::1'];

/** What the machine says about itself. */
export interface Machine {
  readonly hostname: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The machine this runs on. */
export const thisMachine: Machine = { hostname: systemHostname(), environment: process.env };

/** The certificate that the options ask for; it is there after its first `check`. */
export function certificatesOf(
  { given, names, authority }: HttpsOptions,
  { hostname, environment }: Machine,
  surroundings: CertificateSurroundings,
): Certificates {
  if (given) return new GivenCertificate(given, surroundings);
  const [label = ''] = hostname.toLowerCase().split('.');
  const local = isHostName(label) && label !== 'localhost' ? [`${label}.local`] : [];
  return new OwnCertificate(
    {
      folder: authority ?? environment['STATE_DIRECTORY'] ?? join(homedir(), USUAL_FOLDER),
      title: `${AUTHORITY_TITLE} on ${label === '' ? 'a computer' : label}`,
      domains: names,
      names: [...names, ...local, ...THIS_COMPUTER],
    },
    surroundings,
  );
}

/**
 * Gives a server its certificate, and each later one while it runs.
 * @returns how to stop that
 */
export function keepCertified(
  server: SecureServer,
  certificates: Certificates,
  report: (line: string) => void,
  intervalMs = INTERVAL_MS,
): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let told: string | undefined;
  certify();
  wait();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };

  function certify(): void {
    if (certificates.pair) server.setSecureContext(certificates.pair);
  }

  function wait(): void {
    timer = setTimeout(() => {
      certificates
        .check()
        .then((isNew) => {
          told = undefined;
          if (isNew) certify();
        })
        // The certificate from before is better than an end; why there is no other is said once.
        .catch((error: unknown) => {
          const why = error instanceof HubError ? error.message : String(error);
          if (why !== told && !isStopped) report(why);
          told = why;
        })
        .finally(() => {
          if (!isStopped) wait();
        });
    }, intervalMs);
  }
}

/**
 * Where the app can be opened over https, and what a device needs for it, one thing a line.
 * @param hosts by which other devices reach the hub
 * @param httpAddress where the likeliest of them gets the authority
 */
export function httpsLines(
  certificates: Certificates,
  hosts: readonly string[],
  port: number,
  httpAddress: string,
): readonly string[] {
  const { names } = certificates.health;
  const isFor = (host: string): boolean => names.includes(host);
  // Which of its names lead here only the network knows; a wildcard is none.
  const named = names.filter((name) => isHostName(name) && !THIS_COMPUTER.includes(name));
  // Whether devices find a name in .local depends on them: the last that is proposed.
  const certain = [...hosts.filter(isFor), ...named.filter((name) => !name.endsWith('.local'))];
  const likeliest = certain.length > 0 ? [...new Set(certain)] : named;
  const isReached = hosts.length > 0 && likeliest.length > 0;
  const opened = (isReached ? likeliest : ['localhost']).map(
    (host) => `To install the app: ${url(host, port, 'https')}`,
  );
  const { authority } = certificates;
  if (!authority) return opened;
  const missing = hosts
    .filter((host) => !isFor(host))
    .map((host) => `Not over https: ${host}: it is no private address, and no name of --name.`);
  return [
    ...opened,
    ...missing,
    `Once on each device, before: ${httpAddress}${TRUST_PATH}`,
    `SHA-256 of the authority: ${fingerprintOf(authority)}`,
  ];
}
