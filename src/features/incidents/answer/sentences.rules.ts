/** A point behind these ends no sentence where figures or small letters go on: "22 ноября 2026 г. в 22:00", "le 22 nov. 2026". */
const SHORTENED =
  '(?<!\\p{L})(?:г|гг|тыс|ок|прибл|[Nn]ov|[Oo]ct|[Ss]ept|[Dd]éc|[Dd]ec|[Jj]anv?|[Ff]évr|[Ff]eb|[Jj]uil|[Aa]ug|env|approx|ca|[Nn]o|ex|[ap]\\.m)\\.';
const SENTENCE_END = new RegExp(`(?<=[.!?…])(?!(?<=${SHORTENED})\\s+[\\p{Ll}\\d])\\s+`, 'u');
/** An empty line, or one that begins with an item of a list or with a label ("Last contact: …"); other lines may only be wrapped. */
const LINE_END = /\n\s*\n|\n(?=[^\S\n]*(?:(?:[-–—•*·]|\d{1,2}[.)])\s|\p{Lu}[^\n:.!?]{0,40}:\s))/u;

/** The sentences of what somebody wrote, as they stand in it; items of a list and labelled lines count as sentences. */
export function sentencesOf(text: string): string[] {
  return text
    .split(LINE_END)
    .flatMap((lines) => lines.split(SENTENCE_END))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
