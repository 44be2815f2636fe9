/** The looks of a sheet of mistakes, on light and on dark screens and on paper. */
export const SHEET_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #faf8f3;
  --card: #fffdf8;
  --paper: #fff;
  --text: #1a2233;
  --quiet: #515c73;
  --line: #d9d5ca;
  --said: #a32a12;
  --link: #0a5ea2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1322;
    --card: #131b2e;
    --paper: #000;
    --text: #eef2fb;
    --quiet: #9aa6c0;
    --line: #2b3650;
    --said: #ff9c88;
    --link: #7cd3ff;
  }
  img { filter: invert(1); }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.45 system-ui, sans-serif;
}
main { max-inline-size: 90rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0 0 0.25rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem 0 0.25rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line); }
h2 small { color: var(--quiet); font-weight: 400; }
p { margin: 0.25rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.quiet { color: var(--quiet); }
ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0.75rem 0; padding: 0; list-style: none; }
.summary b { font-size: 1.375rem; }
.pairs { gap: 0.25rem 1rem; color: var(--quiet); }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 0.75rem; }
figure {
  display: flex;
  flex-direction: column;
  gap: 0.375rem;
  margin: 0;
  padding: 0.625rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  break-inside: avoid;
}
figure div { display: flex; gap: 0.5rem; }
figure svg, figure img {
  flex: 1 1 0;
  min-inline-size: 0;
  max-inline-size: 7rem;
  aspect-ratio: 1;
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 0.25rem;
}
figure img { background: #fff; border-color: #d9d5ca; image-rendering: pixelated; }
figcaption b { font-size: 1.25rem; }
figcaption .said { color: var(--said); }
figcaption span { display: block; font-size: 0.875rem; overflow-wrap: anywhere; }
@media print { main { padding: 0; } }
`;
