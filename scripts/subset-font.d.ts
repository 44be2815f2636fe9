declare module 'subset-font' {
  /** What of a font is kept. */
  interface SubsetOptions {
    readonly targetFormat: 'woff2';
    readonly variationAxes: Readonly<
      Record<string, { readonly min: number; readonly max: number }>
    >;
    /** OpenType features. */
    readonly keepFeatures: readonly string[];
  }
  // eslint-disable-next-line no-restricted-syntax -- The package has no other export.
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: SubsetOptions,
  ): Promise<Buffer>;
}
