import { apacheRules } from './servers/apache.ts';
import { caddySite } from './servers/caddy.ts';
import { EXAMPLE_SITE } from './servers/header-rules.ts';
import { nginxSite } from './servers/nginx.ts';
import { drawSettings } from './https/trust-drawing.ts';
import { TRUST_IN_ENGLISH } from './https/trust-words-en.ts';
import { drawingName } from './https/trust-words.ts';

/** What is committed although it is made from sources, by path in the repository: `scripts/make-server-files.ts`. */
export function serverFiles(): ReadonlyMap<string, string> {
  const drawings = TRUST_IN_ENGLISH.guides.flatMap((guide) =>
    guide.steps.map(
      ({ words, drawing }, index) =>
        [`docs/images/trust/${drawingName(guide, index)}`, drawSettings(drawing, words)] as const,
    ),
  );
  return new Map([
    ...drawings,
    ['projects/hub/servers/nginx.conf', nginxSite(EXAMPLE_SITE)],
    ['projects/hub/servers/apache.htaccess', apacheRules()],
    ['projects/hub/servers/Caddyfile', caddySite(EXAMPLE_SITE)],
  ]);
}
