/** Packs files into a ZIP; names are checked to stay inside it and dates are fixed, so that equal content gives equal bytes. */
export interface Zipper {
  zip(entries: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array;
}
