import { formatDrawingsFile, type Drawing } from '#model';
import { customColour } from '../../platform/custom-colour.ts';
import { paperSvg } from './paper-svg.ts';
import { paintPixels } from '../../platform/paint-pixels.ts';
import { paintInk, type Palette } from './paint-ink.ts';

/** The kinds of files that a drawing leaves the app as. */
export type DrawingFormat = 'json' | 'svg' | 'png';

/** Pixels that a picture of the paper is wide and high. */
const PNG_SIDE = 1120;

/** The colours of the page's paper and ink. */
export function paperPalette(page: Element): Palette {
  return { ink: customColour(page, '--ink'), paper: customColour(page, '--paper') };
}

/**
 * A drawing as a file: its strokes, for programs (docs/manual/training.md), or the paper as a picture.
 * @throws Error when the browser provides no canvas
 */
export async function drawingFile(
  drawing: Drawing,
  format: DrawingFormat,
  document: Document,
): Promise<File> {
  const palette = paperPalette(document.documentElement);
  switch (format) {
    case 'json':
      return new File([formatDrawingsFile([{ drawing }])], 'drawings.json', {
        type: 'application/json',
      });
    case 'svg': {
      const svg = paperSvg(drawing, palette, pictureUrl(drawing, palette, document));
      return new File([svg], 'drawing.svg', { type: 'image/svg+xml' });
    }
    case 'png':
      return new File([await paperPng(drawing, palette, document)], 'drawing.png', {
        type: 'image/png',
      });
    default:
      return format satisfies never;
  }
}

/**
 * Paints a sheet of paper with a drawing on it.
 * @param canvas square, in the size that it is to have
 */
export function paintPaper(canvas: HTMLCanvasElement, drawing: Drawing, palette: Palette): void {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('canvas: expected a 2D context, found none');
  paintInk(context, drawing, palette);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = `rgb(${palette.paper.join(' ')})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = 'source-over';
}

async function paperPng(drawing: Drawing, palette: Palette, document: Document): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PNG_SIDE;
  paintPaper(canvas, drawing, palette);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('canvas: expected a PNG, found nothing');
  return blob;
}

function pictureUrl({ raster }: Drawing, { ink }: Palette, document: Document): string | undefined {
  if (!raster) return undefined;
  const canvas = document.createElement('canvas');
  paintPixels(canvas, raster, ink);
  return canvas.toDataURL('image/png');
}
