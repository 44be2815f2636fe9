import {
  DEFAULT_BRUSH,
  formatDrawingsFile,
  FormatError,
  type LabelledDrawing,
  type Stroke,
} from '#model';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { DataFileError } from './data-file-error.ts';
import { readDrawings } from './read-drawings.ts';

const UNIPEN = `.SEGMENT DIGIT 0 ? "4"
.COMMENT 4 12 117
.PEN_DOWN
 0 500
 250 250
.PEN_UP
`;
const POINTS: Stroke = [
  { x: 0, y: 0, pressure: 0.5, time: 0 },
  { x: 14, y: 14, pressure: 0.5, time: 10 },
];
const FOUR: LabelledDrawing = {
  digit: 4,
  writer: '12',
  drawing: {
    strokes: [
      {
        points: POINTS,
        brush: DEFAULT_BRUSH,
      },
    ],
  },
};

describe('readDrawings', () => {
  const folder = useTemporaryFolder();
  const fileOf = (bytes: string | Uint8Array): string => {
    const file = join(folder(), 'drawings.txt');
    writeFileSync(file, bytes);
    return file;
  };

  it('tells UNIPEN from drawings in JSON by what is in a file, gzipped or not', () => {
    for (const text of [UNIPEN, `Some digits\n${UNIPEN}`, ` \n${formatDrawingsFile([FOUR])}`]) {
      expect(readDrawings(fileOf(text))).toEqual([FOUR]);
      expect(readDrawings(fileOf(gzipSync(text)))).toEqual([FOUR]);
    }
  });

  it('reads JSON of other systems', () => {
    const text = `\uFEFF${formatDrawingsFile([FOUR])}`.replaceAll('\n', '\r\n');
    expect(readDrawings(fileOf(text))).toEqual([FOUR]);
    expect(readDrawings(fileOf(Buffer.from(text, 'utf16le')))).toEqual([FOUR]);
  });

  const refused: [string, string | Uint8Array, RegExp][] = [
    ['nothing', '', /the file: expected drawings in JSON or digits in UNIPEN 1\.0, found nothing$/],
    [
      'another text',
      'Dear Ada, …',
      /expected drawings .* found text that begins with Dear Ada, …$/,
    ],
    ['JSON of something else', '{"a": 1}', /: format: expected "mnist-mlp-visualizer drawings"/],
    ['no drawing', formatDrawingsFile([]), /the file: expected drawings, found none$/],
    ['no digit', '.VERSION 1.0\n', /the file: expected drawings, found none$/],
    ['UNIPEN with an error', UNIPEN.replace('250 250', '250 far'), /line 5, point: expected/],
    ['bytes of another kind', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), /expected text in UTF-8/],
  ];
  for (const [what, bytes, message] of refused) {
    it(`refuses ${what}`, () => {
      expect(() => readDrawings(fileOf(bytes))).toThrowError(FormatError, message);
    });
  }

  it('refuses files that are cut off, missing or folders', () => {
    const cut = fileOf(gzipSync(UNIPEN).subarray(0, 40));
    expect(() => readDrawings(cut)).toThrowError(DataFileError, /expected a whole gzip file/);
    for (const file of ['nowhere', 'folder']) {
      mkdirSync(join(folder(), 'folder'), { recursive: true });
      expect(() => readDrawings(join(folder(), file))).toThrowError(
        DataFileError,
        /cannot be read/,
      );
    }
  });
});
