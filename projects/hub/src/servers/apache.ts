import { commentLines, headerRules, MADE_BY, quoted } from './header-rules.ts';

/** Compressed forms of a file, the better one first, with what `Accept-Encoding` calls them. */
const FORMS = [
  ['br', 'br'],
  ['gz', 'gzip'],
] as const;

/** Rules for Apache 2.4, for `.htaccess` in the folder of the built app, or for its `<Directory>`. */
export function apacheRules(): string {
  const { always, cache, hashedName, types, otherType } = headerRules();
  // Here the name has the ending of the form that is sent.
  const hashed = hashedName.replace(/\$$/, '(?:\\.br|\\.gz)?$');
  return [
    ...commentLines(MADE_BY),
    '# Name it .htaccess, in the folder of the built app (AllowOverride FileInfo Indexes), or put its lines into the',
    '# <Directory> of that folder. It needs the modules headers, mime, dir and rewrite: a2enmod headers rewrite.',
    '',
    'DirectoryIndex index.html',
    'AddDefaultCharset Off',
    'RewriteEngine On',
    '# Hidden files, and folders without a page, are not there.',
    'RewriteRule (?:^|/)\\. - [R=404,L]',
    'RewriteCond %{REQUEST_FILENAME} -d',
    'RewriteCond %{REQUEST_FILENAME}/index.html !-f',
    'RewriteRule ^ - [R=404,L]',
    '',
    '# The build lies compressed beside every file. q=0 refuses a form.',
    ...FORMS.flatMap(([ending, coding]) => [
      `RewriteCond %{HTTP:Accept-Encoding} "(?:^|,)\\s*${coding}\\s*(?:,|$|;\\s*q=(?:1|0?\\.\\d*[1-9]))" [NC]`,
      `RewriteCond %{REQUEST_FILENAME}.${ending} -f`,
      `RewriteRule ^(.+)$ $1.${ending} [L]`,
    ]),
    ...FORMS.map(([ending, coding]) => `AddEncoding ${coding} .${ending}`),
    'Header always merge Vary Accept-Encoding',
    '',
    '<FilesMatch "\\.">',
    `  ForceType ${otherType}`,
    '</FilesMatch>',
    ...types.flatMap(([extension, type]) => [
      `<FilesMatch "\\.${extension}(?:\\.br|\\.gz)?$">`,
      `  ForceType ${quoted(type)}`,
      '</FilesMatch>',
    ]),
    '',
    '# "always" means errors, too, and each header has to be in one of the two lists only, or it is sent twice.',
    ...always.map(([name, value]) => `Header always set ${name} ${quoted(value)}`),
    `Header always set Cache-Control ${quoted(cache.usually)}`,
    '# The status is part of it: nobody may keep for a year that a file is missing.',
    `Header always set Cache-Control ${quoted(cache.hashed)} "expr=%{REQUEST_STATUS} -in {'200','206','304'} && %{REQUEST_URI} =~ m#${hashed}#"`,
    '',
  ].join('\n');
}
