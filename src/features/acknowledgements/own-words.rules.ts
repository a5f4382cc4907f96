import { fold } from '../../shared/text.ts';

/** Lines of a mail that are looked at. */
const LINE_LIMIT = 5000;

export interface Words {
  /** What the writer wrote himself. */
  readonly own: string;
  /** What he answered, or passed on. */
  readonly quoted: string;
}

/** Longest attribution, wrapped or not. */
const ATTRIBUTION_LENGTH = 600;

/** The line mail programs put over a quotation, folded: "On …, … wrote:" in the three languages. */
const ATTRIBUTION = [
  /^(on|in a message dated|quoting) .{3,300}\b(wrote|writes|said)\b ?[:.]?$/,
  /^le .{3,300}\b(a ecrit|ecrivait|ecrit)\b ?[:.]?$/,
  /^.{0,200}<.{3,200}> (a ecrit|wrote|писал\(?а?\)?|написал\(?а?\)?|пишет|пише) ?:$/,
  /^.{0,300}\b(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{2}[./-]\d{2}|\d{1,2} \S{3,12} \d{4}).{0,200}(a ecrit|wrote|писал\(?а?\)?|написал\(?а?\)?|пишет|пише|сообщил\(?а?\)?) ?:$/,
  /^.{0,200}(написал\(?а?\)?|писал\(?а?\)?|пишет) .{0,100}\d.{0,40}:$/,
  /^.{0,200}\d{1,2}[ ./-].{0,200}<[^<>]{3,200}> ?:$/,
  /^(вы писали|you wrote|vous avez ecrit|vous ecriviez|вы написали).{0,60}:$/,
];

/** The line from which everything is the message that is answered or passed on, folded. */
const CUT = [
  /^-{2,} ?(original message|original appointment|message d'origine|message original|message initial|message transfere|message de|исходное сообщение|пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|перенаправленное сообщение|оригинальное сообщение|forwarded message|forwarded by .*|message transmis) ?(-{2,})?$/,
  /^-{5,}.{0,60}(message|сообщени[ея]|письмо|mail).{0,60}-{3,}$/,
  /^(begin forwarded message|debut du message (reexpedie|transfere)|начало (переадресованного|пересылаемого) (сообщения|письма)) ?:?$/,
  /^_{20,}$/,
];

const SENDER_LINE = /^\*?(from|de|expediteur|от|от кого|отправитель) ?: ?\*? ?\S/;
const OTHER_LINE = [
  /^\*?(sent|date|envoye|envoye le|отправлено|дата|date d'envoi) ?: ?\*? ?\S/,
  /^\*?(to|a|destinataire|destinataires|кому) ?: ?\*? ?\S/,
  /^\*?(subject|objet|sujet|тема) ?: ?\*?/,
];

/** What mail programs of telephones sign with, folded. */
const PROGRAM_SIGNATURE =
  /^(sent (from|with|via|by) |get outlook for|envoye (de|depuis|a partir|avec|par) |telecharger? outlook|obtenez outlook|отправлено (из|с|через|от) |отправлено с моего|скачать outlook|provenance : |-- ?$)/;

interface Line {
  readonly text: string;
  readonly folded: string;
  readonly quoted: boolean;
}

function linesOf(text: string): Line[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\u00A0/g, ' ')
    .split('\n', LINE_LIMIT)
    .map((line) => ({ text: line.trimEnd(), folded: fold(line.replace(/[’ʼ]/g, "'")), quoted: /^\s{0,3}>/.test(line) }));
}

function isCut(lines: readonly Line[], index: number): boolean {
  const { folded } = lines[index] ?? { folded: '' };
  if (CUT.some((pattern) => pattern.test(folded))) return true;
  if (!SENDER_LINE.test(folded)) return false;
  // "De :" alone begins many sentences; with two of the other lines beneath it is the head of a message.
  const beneath = lines.slice(index + 1, index + 9).map((line) => line.folded);
  return OTHER_LINE.filter((pattern) => beneath.some((line) => pattern.test(line))).length >= 2;
}

/** How many lines from `index` on are an attribution; 0 = none. Programs wrap it over up to three. */
function attributionAt(lines: readonly Line[], index: number): number {
  let joined = '';
  for (let count = 1; count <= 3; count++) {
    const line = lines[index + count - 1];
    if (line === undefined || line.quoted || line.folded === '') return 0;
    joined = `${joined} ${line.folded}`.trim();
    if (joined.length > ATTRIBUTION_LENGTH) return 0;
    if (/[:.]$|(?:wrote|ecrit)$/.test(joined) && ATTRIBUTION.some((pattern) => pattern.test(joined))) return count;
  }
  return 0;
}

/** True when the next line that says anything is a quotation. */
function quotesNext(lines: readonly Line[], from: number): boolean {
  return lines.slice(from).find(({ folded }) => folded !== '')?.quoted === true;
}

/**
 * Takes apart what the writer of a mail wrote himself and what he quoted: lines with ">", what stands under "… wrote:" or the head of an
 * earlier message, signatures of mail programs. `quotable` is the text that may be quoted without any mark: where a long line of it
 * stands, it is quoted there.
 */
export function splitWords(text: string, quotable = ''): Words {
  const lines = linesOf(text);
  const unmarked = unmarkedQuotation(lines, quotable);
  const own: string[] = [];
  const quoted: string[] = [];
  let signature = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.quoted || (index >= unmarked.from && index <= unmarked.to)) {
      quoted.push(line.text.replace(/^[\s>]+/, ''));
      signature = false;
      continue;
    }
    const attribution = attributionAt(lines, index);
    if (isCut(lines, index) || (attribution > 0 && !quotesNext(lines, index + attribution))) {
      quoted.push(...lines.slice(index).map((each) => each.text));
      break;
    }
    if (attribution > 0) index += attribution - 1;
    else if (/^--\s*$/.test(line.text)) signature = true;
    else if (!signature && !PROGRAM_SIGNATURE.test(line.folded)) own.push(line.text);
  }
  return { own: tidy(own), quoted: tidy(quoted) };
}

function tidy(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Lines shorter than this may be anybody's words; the phrase with its code, which may be copied, is shorter. */
const TELLING_LENGTH = 50;

/** How many lines from `index` on tell that they come out of `whole`, wrapped or not; 0 = they do not. */
function linesOfText(lines: readonly Line[], index: number, whole: string): number {
  let joined = '';
  for (let count = 1; count <= 4; count++) {
    const line = lines[index + count - 1];
    if (line === undefined || line.quoted || line.folded === '') return 0;
    joined = `${joined} ${line.folded}`.trim();
    if (joined.length >= TELLING_LENGTH) return whole.includes(joined) ? count : 0;
  }
  return 0;
}

/** First and last line of what is quoted without a mark; from > to = nothing is. */
function unmarkedQuotation(lines: readonly Line[], quotable: string): { readonly from: number; readonly to: number } {
  const whole = fold(quotable.replace(/[’ʼ]/g, "'"));
  const known = lines.flatMap((_, index) => {
    const count = linesOfText(lines, index, whole);
    return count === 0 ? [] : [index, index + count - 1];
  });
  const [from] = known;
  const to = known.at(-1);
  if (from === undefined || to === undefined) return { from: 0, to: -1 };
  // Greeting and signature are short; whole lines of the quoted text beside it belong to it.
  const alike = new Set(linesOf(quotable).map(({ folded }) => folded));
  const reach = (start: number, step: number): number => {
    let end = start;
    for (let line = lines[start + step], index = start + step; line !== undefined && alike.has(line.folded); index += step, line = lines[index]) {
      if (line.folded !== '') end = index;
    }
    return end;
  };
  return { from: reach(from, -1), to: reach(to, 1) };
}
