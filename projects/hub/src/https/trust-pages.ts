import { X509Certificate } from 'node:crypto';
import type { Beside, Page } from '../answer.ts';
import { contentType } from '../response-headers.ts';
import type { Certificates } from './certificates.ts';
import { escapeMarkup } from './escape-markup.ts';
import { drawSettings } from './trust-drawing.ts';
import { TRUST_IN_GERMAN } from './trust-words-de.ts';
import { TRUST_IN_ENGLISH } from './trust-words-en.ts';
import { drawingName, type TrustWords } from './trust-words.ts';

/** Where the certificate of the authority is given away, to anybody. */
export const AUTHORITY_PATH = '/ca.crt';
/** Where the two steps to trust it stand. */
export const TRUST_PATH = '/trust/';

/** The folder of each language's page, below `TRUST_PATH`. */
const LANGUAGES: readonly (readonly [folder: string, words: TrustWords])[] = [
  ['', TRUST_IN_ENGLISH],
  ['de/', TRUST_IN_GERMAN],
];
/** By this type iPads know that it is something to install. */
const CERTIFICATE_TYPE = 'application/x-x509-ca-cert';
const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; }
.certificate { display: inline-block; padding: .75rem 1rem; border: 2px solid; border-radius: .5rem; font-weight: 700; }
code { overflow-wrap: anywhere; }
ol { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.5rem 2.5rem; padding-inline-start: 1.25rem; }
img { display: block; inline-size: 100%; max-inline-size: 20rem; margin-block-start: .5rem; }
`;

/** What a hub with https answers beside the app: its certificate's health, its authority, and how to trust it. */
export class TrustPages implements Beside {
  private readonly certificates: Certificates;
  /** Pages that do not change, by path. */
  private readonly fixed = new Map<string, Page>();

  constructor(certificates: Certificates) {
    this.certificates = certificates;
    this.fixed.set(`${TRUST_PATH}style.css`, page('style.css', STYLE));
    for (const [folder, { guides }] of LANGUAGES) {
      for (const guide of guides) {
        for (const [index, { words, drawing }] of guide.steps.entries()) {
          const name = drawingName(guide, index);
          this.fixed.set(`${TRUST_PATH}${folder}${name}`, page(name, drawSettings(drawing, words)));
        }
      }
    }
  }

  get health(): Beside['health'] {
    return { https: this.certificates.health };
  }

  find(path: string): Page | undefined {
    const { authority } = this.certificates;
    // Whoever brings a certificate has no authority here, or knows how it is trusted.
    if (!authority) return undefined;
    if (path === AUTHORITY_PATH) return { type: CERTIFICATE_TYPE, body: authority };
    const language = LANGUAGES.find(([folder]) => path === TRUST_PATH + folder);
    return language ? page('index.html', trustPage(language, authority)) : this.fixed.get(path);
  }
}

/** SHA-256 of a certificate, as systems show it: pairs of hexadecimal digits. */
export function fingerprintOf(der: Buffer): string {
  return new X509Certificate(der).fingerprint256;
}

function page(name: string, text: string): Page {
  return { type: contentType(name), body: Buffer.from(text) };
}

function trustPage([folder, words]: (typeof LANGUAGES)[number], authority: Buffer): string {
  // Relative, for servers that forward to the hub under another path.
  const top = folder === '' ? './' : '../';
  const others = LANGUAGES.filter(([, other]) => other !== words).map(
    ([place, { language, languageName }]) =>
      `<p><a lang="${language}" hreflang="${language}" href="${top}${place}">${languageName}</a></p>`,
  );
  const guides = words.guides.map((guide) => {
    const steps = guide.steps.map(
      (step, index) =>
        `<li>${escapeMarkup(step.words)}<img src="${drawingName(guide, index)}" alt="" width="320" height="208"></li>`,
    );
    return `<section><h2>${escapeMarkup(guide.system)}</h2>
<ol>${steps.join('\n')}</ol>
<p>${escapeMarkup(guide.note)}</p></section>`;
  });
  return `<!doctype html>
<html lang="${words.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(words.title)}</title>
<link rel="stylesheet" href="${top}style.css">
${others.join('\n')}
<h1>${escapeMarkup(words.title)}</h1>
<p>${escapeMarkup(words.why)}</p>
<p><a class="certificate" href="${top}..${AUTHORITY_PATH}">${escapeMarkup(words.certificate)}</a></p>
<p>${escapeMarkup(words.compare)}<br><code>${fingerprintOf(authority)}</code></p>
<p>${escapeMarkup(words.untried)}</p>
${guides.join('\n')}
</html>
`;
}
