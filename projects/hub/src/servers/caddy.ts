import { commentLines, headerRules, MADE_BY, quoted, type Site } from './header-rules.ts';

/** A site for Caddy 2.6 or newer. */
export function caddySite({ port, root }: Site): string {
  const { always, cache, hashedName, types } = headerRules();
  return [
    ...commentLines(MADE_BY),
    '# A Caddyfile: change the root, and name the site (mnist.school.example) to have https.',
    '',
    `:${port} {`,
    `\troot * ${quoted(root)}`,
    '\t# In this order, or Caddy would sort them.',
    '\troute {',
    '\t\t# A folder is its page, as a name by which the rules below know its type.',
    '\t\t@folder path */',
    '\t\trewrite @folder {path}index.html',
    '\t\theader {',
    ...always.map(([name, value]) => `\t\t\t${name} ${quoted(value)}`),
    `\t\t\tCache-Control ${quoted(cache.usually)}`,
    '\t\t\t# Caddy says so only of what it sends compressed.',
    '\t\t\t?Vary Accept-Encoding',
    '\t\t}',
    '\t\t# Only for what is there: nobody may keep for a year that a file is missing.',
    '\t\t@hashed {',
    `\t\t\tpath_regexp ${hashedName}`,
    '\t\t\tfile',
    '\t\t}',
    `\t\theader @hashed Cache-Control ${quoted(cache.hashed)}`,
    ...types.flatMap(([extension, type]) => [
      `\t\t@${extension} {`,
      `\t\t\tpath *.${extension}`,
      '\t\t\tfile',
      '\t\t}',
      `\t\theader @${extension} Content-Type ${quoted(type)}`,
    ]),
    '\t\tfile_server {',
    '\t\t\tprecompressed br gzip',
    '\t\t\thide .*',
    '\t\t}',
    '\t}',
    '}',
    '',
  ].join('\n');
}
