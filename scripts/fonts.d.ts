/** The parts of two untyped packages that the font script uses. */
declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { readonly targetFormat: 'truetype'; readonly noHinting: boolean; readonly keepFeatures: readonly string[] },
  ): Promise<Uint8Array>;
}

declare module 'fontkit' {
  export function create(font: Uint8Array): { readonly characterSet: readonly number[] };
}
