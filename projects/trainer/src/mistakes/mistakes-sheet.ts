import type { Steps } from '#engine';
import { IMAGE_SIZE, renderDrawing, type LabelledDrawing } from '#model';
import { drawingSvg } from './drawing-svg.ts';
import { greyPng } from './grey-png.ts';
import { countPairs, type Mistake, type Mistakes } from './mistakes.ts';
import { SHEET_STYLE } from './sheet-style.ts';

/** What a sheet of mistakes shows. */
export interface SheetContents {
  /** What read, and what: any text. */
  readonly network: string;
  readonly source: string;
  readonly mistakes: Mistakes;
  /** Ink 0..255, row-major, `[image][row][columns]`: what the network read. */
  readonly pixels: Uint8Array;
  readonly columns: number;
  readonly images: number;
  /** Of how many of them it is known what they are. */
  readonly labelled: number;
  /** What the images are of, where that is known. */
  readonly drawings?: readonly LabelledDrawing[];
}

/** What tells a sheet of mistakes from other files. */
export const SHEET_MARK = '<meta name="generator" content="mnist-mlp-visualizer mistakes" />';

const MOST_PAIRS = 12;
const TITLES = {
  named: 'Named wrongly',
  unsure: 'Unsure',
  refused: 'Called no digit',
} as const;

/**
 * A page of pictures of mistakes: HTML in one file, without scripts, in a step for each picture. Texts from outside
 * are escaped.
 */
export function* sheetSteps(contents: SheetContents): Steps<string> {
  const { network, source, mistakes, labelled } = contents;
  const { named, unsure, refused } = mistakes;
  const wrong = named.length + unsure.length + refused.length;
  const what = contents.drawings ? 'drawing' : 'image';
  const title = `${counted(wrong, 'mistake')} in ${counted(labelled, what)}`;
  const parts = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8" />',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />`,
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    SHEET_MARK,
    `<title>${title}</title>`,
    `<style>${SHEET_STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    `<p><bdi>${escaped(network)}</bdi> on <bdi>${escaped(source)}</bdi></p>`,
    summaryOf(mistakes, labelled),
    `<p class="quiet">${contents.drawings ? 'Left: as drawn. Right: what' : 'What'} goes into the network, ${contents.columns} × ${rowsOf(contents)} pixels. Below: what it is, what was said, and how probable that was. What was mixed up most often comes first.</p>`,
  ];
  for (const kind of ['named', 'unsure', 'refused'] as const) {
    const list = mistakes[kind];
    parts.push(
      `<section id="${kind}">`,
      `<h2>${TITLES[kind]} <small>${figure(list.length)}</small></h2>`,
    );
    parts.push(list.length === 0 ? '<p class="quiet">None.</p>' : pairsOf(list, kind));
    parts.push('<div class="sheet">');
    for (const mistake of list) {
      parts.push(figureElement(contents, mistake));
      yield;
    }
    parts.push('</div>', '</section>');
  }
  return `${[...parts, '</main>', '</body>', '</html>'].join('\n')}\n`;
}

function summaryOf({ named, unsure, refused }: Mistakes, images: number): string {
  const right = images - named.length - unsure.length - refused.length;
  const row = (count: number, text: string): string =>
    `<li><b>${figure(count)}</b> ${text} <span class="quiet">${percent(count / images)}</span></li>`;
  return [
    '<ul class="summary">',
    row(right, 'right'),
    row(named.length, '<a href="#named">named wrongly</a>'),
    row(unsure.length, '<a href="#unsure">unsure</a>'),
    row(refused.length, '<a href="#refused">called no digit</a>'),
    '</ul>',
  ].join('\n');
}

/** The most frequent mix-ups of a section. */
function pairsOf(list: readonly Mistake[], kind: keyof Mistakes): string {
  const counts = new Map<string, number>();
  if (kind === 'named') {
    for (const [pair, count] of countPairs(list)) {
      const [label = '', digit = ''] = pair.split(' ');
      counts.set(`${label === 'none' ? 'no digit' : label} as ${digit}`, count);
    }
  } else {
    for (const { label } of list) {
      const name = label === null ? 'no digit' : String(label);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const sorted = [...counts].sort(([, often], [, seldom]) => seldom - often);
  const shown = sorted.slice(0, MOST_PAIRS).map(([name, count]) => `<li>${name}: ${count}</li>`);
  if (sorted.length > MOST_PAIRS) shown.push('<li>…</li>');
  return `<ul class="pairs">${shown.join('')}</ul>`;
}

function figureElement(contents: SheetContents, mistake: Mistake): string {
  const { image, label } = mistake;
  const drawn = contents.drawings?.[image];
  const size = contents.columns * rowsOf(contents);
  const read = contents.pixels.subarray(image * size, (image + 1) * size);
  const pictures = [
    drawn ? drawnPicture(drawn) : '',
    imageElement(read, contents.columns, 'what goes in'),
  ];
  const { said, shares } = saidOf(mistake);
  const by = drawn?.writer === undefined ? '' : `by <bdi>${escaped(drawn.writer)}</bdi> · `;
  const notes = [...(shares === '' ? [] : [shares]), `${by}no.\u00A0${image + 1}`];
  return [
    `<figure><div>${pictures.join('')}</div>`,
    `<figcaption><b>${label ?? 'no digit'}</b> as ${said}`,
    `${notes.map((note) => `<span class="quiet">${note}</span>`).join('')}</figcaption></figure>`,
  ].join('');
}

/** What was said, and how probable it was. */
function saidOf({ label, reading }: Mistake): { readonly said: string; readonly shares: string } {
  const { judgement, digit, probability, probabilities } = reading;
  const share = (of: number): string => percent(probabilities[of] ?? 0, 0);
  const bold = (text: string | number): string =>
    text === label ? `<b>${text}</b>` : `<b class="said">${text}</b>`;
  switch (judgement.kind) {
    case 'digit':
      return { said: bold(judgement.digit), shares: percent(judgement.probability, 0) };
    case 'unsure':
      return {
        said: judgement.digits.map(bold).join(' or '),
        shares: judgement.digits.map(share).join(', '),
      };
    case 'notADigit':
      return { said: bold('no digit'), shares: `else ${digit}: ${percent(probability, 0)}` };
    case 'blank':
      return { said: bold('blank'), shares: '' };
    default:
      return judgement satisfies never;
  }
}

/** Lines as they are; with a picture under them, all of it as pixels. */
function drawnPicture({ drawing }: LabelledDrawing): string {
  if (!drawing.raster) return drawingSvg(drawing, 'as drawn');
  const ink = renderDrawing(drawing).map((share) => Math.round(share * 255));
  return imageElement(Uint8Array.from(ink), IMAGE_SIZE, 'as drawn');
}

function imageElement(ink: Uint8Array, columns: number, alt: string): string {
  const png = greyPng(
    ink.map((value) => 255 - value),
    columns,
  );
  return `<img src="data:image/png;base64,${png.toString('base64')}" alt="${alt}" />`;
}

function rowsOf({ pixels, columns, images }: SheetContents): number {
  return pixels.length / images / columns;
}

/** Any text as HTML, also between quotes; control characters, which HTML does not have, become blanks. */
function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/\p{Cc}+/gu, ' ').replace(/[&<>"']/g, (character) => names[character] ?? '');
}

function percent(share: number, decimals = 2): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

/** `7,494 images`, `1 image`. */
function counted(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** 7494 -> 7,494. */
function figure(value: number): string {
  return value.toLocaleString('en-US');
}
