const LONGEST = 2048;

/** True for a link a page may hand to the system: `https:` or `mailto:`, no credentials inside, of a sane length. */
export function mayOpen(url: string): boolean {
  if (url.length > LONGEST || url.includes('\0')) return false;
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false;
  return parsed.protocol === 'mailto:' || (parsed.protocol === 'https:' && parsed.hostname !== '');
}
