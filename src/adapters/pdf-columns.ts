/** What the cells of a column need, in points: `word`, so that no word is broken; `whole`, so that no line is. */
export interface Extent {
  readonly word: number;
  readonly whole: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Shares `room` among wants: the modest ones get what they want, the others share the rest as they want. Never more than is wanted. */
function share(wants: readonly number[], room: number): number[] {
  if (sum(wants) <= room) return [...wants];
  const order = [...wants.keys()].sort((a, b) => (wants[a] ?? 0) - (wants[b] ?? 0));
  let [left, asked] = [room, sum(wants)];
  const given = wants.map(() => 0);
  for (const [before, column] of order.entries()) {
    const want = wants[column] ?? 0;
    const even = left / (order.length - before);
    const got = want <= even ? want : (left * want) / asked;
    given[column] = got;
    left -= got;
    asked -= want;
  }
  return given;
}

/**
 * Widths of the columns of a table, together `room`: none narrower than its longest word while there is room for the longest words of all, the short ones on
 * one line where the long ones still find room.
 */
export function columnWidths(extents: readonly Extent[], room: number): number[] {
  const words = share(
    extents.map(({ word }) => word),
    room,
  );
  const rest = share(
    extents.map(({ whole }, column) => Math.max(0, whole - (words[column] ?? 0))),
    // What words fill leaves nothing, and not a little less for want of digits.
    Math.max(0, room - sum(words)),
  );
  const widths = words.map((width, column) => width + (rest[column] ?? 0));
  const used = sum(widths);
  return used === 0 ? widths.map(() => room / widths.length) : widths.map((width) => (width * room) / used);
}
