/** Escapes a value for HTML text and double-quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** A search key: case, accents, ё/е and runs of spaces do not matter. */
export function fold(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** One line without control or bidirectional-override characters and halves of a character, so that a value cannot change the structure around it. */
export function singleLine(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A file name that every desktop system accepts, at most 80 characters, never empty and never a device name of Windows. */
export function safeFileName(value: string): string {
  const plain = singleLine(value)
    .replace(/[<>:"/\\|?*]+/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 80);
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `file-${plain}` : plain;
}
