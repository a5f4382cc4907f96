/** True for the name of a time zone that dates can be worked out in. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // A RangeError says that there is no such zone.
    return false;
  }
}
