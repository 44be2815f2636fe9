import encodeQR from 'qr';

/** White on black whatever colours a terminal has, since some cameras do not read the reverse. */
const [WHITE_ON_BLACK, NORMAL] = ['\u001b[97;40m', '\u001b[0m'];

/** A QR code of an address for a terminal: two modules a character, one above the other. */
export function qrLines(address: string): readonly string[] {
  const code = encodeQR(address, 'ascii', { ecc: 'medium' }).trimEnd();
  return code.split('\n').map((line) => `${WHITE_ON_BLACK}${line}${NORMAL}`);
}
