/** True for the name of a time zone that dates can be worked out in; a mere distance from UTC (`+03:00`) is no name. */
export function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // A RangeError says that there is no such zone.
    return false;
  }
}
