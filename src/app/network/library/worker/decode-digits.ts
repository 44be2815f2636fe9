import { FormatError, unpackDigits, type DigitFile, type LabelledImages } from '#model';

/**
 * Unpacks a file of digits.
 * @param bytes as they were compressed
 * @throws FormatError for what is no file of as many digits as the list says
 */
export async function decodeDigits(
  bytes: Uint8Array<ArrayBuffer>,
  file: DigitFile,
): Promise<LabelledImages> {
  const digits = unpackDigits(await inflated(bytes, file.path), file.path);
  if (digits.labels.length === file.digits) return digits;
  throw new FormatError(file.path, 'digits', `${file.digits}`, `${digits.labels.length}`);
}

async function inflated(bytes: Uint8Array<ArrayBuffer>, path: string): Promise<Uint8Array> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    // A TypeError for anything but gzip, cut off or changed; Node gives its own.
    throw new FormatError(path, 'the file', 'compressed by gzip', String(error));
  }
}
