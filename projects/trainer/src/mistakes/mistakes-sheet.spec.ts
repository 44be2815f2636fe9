import { atOnce } from '#engine';
import { DEFAULT_BRUSH, type LabelledDrawing } from '#model';
import { readingOf } from '../../testing/readings.ts';
import type { Reading } from '../evaluate.ts';
import { greyPng } from './grey-png.ts';
import { findMistakes } from './mistakes.ts';
import { SHEET_MARK, sheetSteps } from './mistakes-sheet.ts';

const NASTY = `<script>alert("1")</script>&'\n\u0000`;
const STROKE = { points: [{ x: 3, y: 4, pressure: 0.5 }], brush: DEFAULT_BRUSH };
const drawingOf = (digit: number | null, writer?: string): LabelledDrawing => ({
  digit,
  ...(writer !== undefined && { writer }),
  drawing: { strokes: [STROKE] },
});

function sheetOf(
  drawings: readonly LabelledDrawing[],
  readings: readonly Reading[],
  hasDrawings = true,
): string {
  const labels = drawings.map(({ digit }) => digit);
  const pixels = new Uint8Array(drawings.length * 6).map((_, index) => index);
  return atOnce(
    sheetSteps({
      network: `net ${NASTY}`,
      source: `file ${NASTY}`,
      mistakes: findMistakes(readings, labels),
      pixels,
      columns: 3,
      images: drawings.length,
      labelled: labels.filter((label) => label !== undefined).length,
      ...(hasDrawings && { drawings }),
    }),
  );
}

/** What a section says of each figure, without markup. */
function captionsOf(html: string, id: string): string[] {
  const section = html.split(`<section id="${id}">`)[1]?.split('</section>')[0] ?? '';
  return [...section.matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map(([, caption = '']) =>
    caption.replaceAll('<span', ' <span').replace(/<[^>]*>/g, ''),
  );
}

describe('a sheet of mistakes', () => {
  const drawings = [
    drawingOf(9, 'Ada'),
    drawingOf(9, 'Ada'),
    drawingOf(4),
    drawingOf(1, 'Ben'),
    drawingOf(null, 'Ben'),
    drawingOf(0, 'Ben'),
  ];
  const readings = [
    readingOf(3, 0.91, 'digit'),
    readingOf(9, 0.99, 'digit'),
    readingOf(4, 0.55, 'unsure'),
    readingOf(7, 0.4, 'notADigit'),
    readingOf(8, 0.9, 'digit'),
    readingOf(0, 0.1, 'blank'),
  ];

  it('says what each is, what was said with its probability, by whom, and where it is', () => {
    const html = sheetOf(drawings, readings);
    expect(captionsOf(html, 'named')).toEqual([
      '9 as 3 91 % by Ada · no.\u00A01',
      'no digit as 8 90 % by Ben · no.\u00A05',
    ]);
    expect(captionsOf(html, 'unsure')).toEqual(['4 as 4 or 5 55 %, 5 % no.\u00A03']);
    expect(captionsOf(html, 'refused')).toEqual([
      '0 as blank by Ben · no.\u00A06',
      '1 as no digit else 7: 40 % by Ben · no.\u00A04',
    ]);
    expect(html.indexOf('id="named"')).toBeLessThan(html.indexOf('id="unsure"'));
    expect(html.indexOf('id="unsure"')).toBeLessThan(html.indexOf('id="refused"'));
  });

  it('counts on top: 1 of 6 right, 2 named wrongly, 1 unsure, 2 refused', () => {
    const html = sheetOf(drawings, readings);
    expect(html).toContain('<h1>5 mistakes in 6 drawings</h1>');
    const [summary = ''] = /<ul class="summary">.*?<\/ul>/s.exec(html) ?? [];
    expect(
      summary
        .replace(/<[^>]*>/g, '')
        .trim()
        .split('\n'),
    ).toEqual([
      '1 right 16.67 %',
      '2 named wrongly 33.33 %',
      '1 unsure 16.67 %',
      '2 called no digit 33.33 %',
    ]);
    expect(html).toContain('<li>9 as 3: 1</li><li>no digit as 8: 1</li>');
  });

  it('has what goes in, dark on light, and the lines beside it', () => {
    const [, first = '', fifth = ''] = sheetOf(drawings, readings).split('<figure>');
    const pictureOf = (...light: number[]): string => {
      const png = greyPng(Uint8Array.from(light), 3).toString('base64');
      return `<img src="data:image/png;base64,${png}" alt="what goes in" />`;
    };
    expect(first).toContain(pictureOf(255, 254, 253, 252, 251, 250));
    expect(fifth).toContain(pictureOf(231, 230, 229, 228, 227, 226));
    expect(first).toMatch(/<svg viewBox="-1 0 8 8".*<path d="M3 4L3 4"/);
  });

  it('has a picture of what was drawn on a picture', () => {
    const raster = new Float32Array(784).fill(1);
    const [digit] = drawings;
    if (!digit) throw new Error('drawings: expected one, found none');
    const onPicture = { ...digit, drawing: { ...digit.drawing, raster } };
    const html = sheetOf([onPicture], readings.slice(0, 1));
    const png = greyPng(new Uint8Array(784), 28).toString('base64');
    expect(html).toContain(`<img src="data:image/png;base64,${png}" alt="as drawn" />`);
    expect(html).not.toContain('<svg');
  });

  it('shows images of which nobody knows how they were drawn', () => {
    const html = sheetOf(drawings, readings, false);
    expect(html).toContain('<h1>5 mistakes in 6 images</h1>');
    expect(html).not.toContain('<svg');
    expect(captionsOf(html, 'named')[0]).toBe('9 as 3 91 % no.\u00A01');
  });

  it('leaves out what nobody has labelled', () => {
    const [nine] = drawings;
    const unlabelled: LabelledDrawing = { drawing: { strokes: [STROKE] } };
    const said = [readingOf(3, 0.9, 'digit'), readingOf(9, 0.9, 'digit')];
    const html = sheetOf([unlabelled, ...(nine ? [nine] : [])], said);
    expect(html).toContain('<h1>0 mistakes in 1 drawing</h1>');
    expect(html).toContain('<b>1</b> right <span class="quiet">100.00 %</span>');
  });

  it('says so where there is no mistake', () => {
    const html = sheetOf([drawingOf(3)], [readingOf(3, 0.9, 'digit')]);
    expect(html).toContain('<h1>0 mistakes in 1 drawing</h1>');
    expect(html.match(/<p class="quiet">None\.<\/p>/g)?.length).toBe(3);
  });

  it('escapes whatever names hold, and loads and runs nothing', () => {
    const html = sheetOf([drawingOf(9, NASTY)], [readingOf(3, 0.9, 'digit')]);
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39; ';
    for (const before of ['<bdi>', '<bdi>net ', '<bdi>file ']) {
      expect(html).toContain(`${before}${escaped}</bdi>`);
    }
    expect(html).not.toMatch(/<script|https?:|@import|url\(/);
    expect(html).not.toContain('\u0000');
    expect(html).toContain(SHEET_MARK);
    expect(html).toContain(
      `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`,
    );
  });
});
