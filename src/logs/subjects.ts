/** A subject for people: numbers as `#`, octal bytes of a log decoded. */
export function subjectText(text: string): string {
  const bytes = text.replace(/((?:\\[0-7]{3})+)/g, (octal) => decoded(octal));
  return bytes.replaceAll('\\"', '"').replace(/\d+/g, '#');
}

/** UTF-8 from `\303\274`; as it stands where it is none. */
function decoded(octal: string): string {
  const percent = octal.replace(/\\([0-7]{3})/g, (_, digits: string) => `%${Number.parseInt(digits, 8).toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(percent);
  } catch {
    return octal;
  }
}
