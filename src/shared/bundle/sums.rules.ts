/** One line of `SHA256SUMS`. */
export interface Sum {
  readonly name: string;
  readonly sha256: string;
}

/** The form `sha256sum -c` reads. */
export function sumsText(sums: readonly Sum[]): string {
  return sums.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}

/** Null when it is not exactly what `sumsText` writes. */
export function parseSums(text: string): Sum[] | null {
  const sums: Sum[] = [];
  if (!text.endsWith('\n')) return null;
  for (const line of text.slice(0, -1).split('\n')) {
    const match = /^([0-9a-f]{64}) {2}([\x20-\x7e]+)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    sums.push({ name: match[2], sha256: match[1] });
  }
  return sums;
}
