import encodeQR from 'qr';

/** A QR code as the path of an SVG, one unit a module. */
export interface QrPath {
  /** Modules across and down, the quiet border included. */
  readonly size: number;
  readonly path: string;
}

/** What the standard asks for on each side. */
const QUIET_MODULES = 4;

/** A QR code of an address. */
export function qrPath(address: string): QrPath {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const runs = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size: rows.length, path: runs.join('') };
}
