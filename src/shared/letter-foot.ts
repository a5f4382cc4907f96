/** The words of a letter without its foot, for whom no PDF goes with them: the sum there is of no file he gets. */
export function withoutFoot(text: string): string {
  const foot = text.lastIndexOf('\n\n--\n\n');
  return foot === -1 ? text : text.slice(0, foot);
}
