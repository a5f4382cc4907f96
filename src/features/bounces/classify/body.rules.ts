import type { ParsedMail } from '../../../ports/mailer.ts';

/** What of a text is read: explanations stand at its beginning. */
const TEXT_LIMIT = 60_000;

/** Lines from which on a report gives back the message itself. */
const COPY_BEGINS = [
  /^[ \t>*=_-]*-[ \t]*(?:this is (?:a|the) copy|below (?:this line|the next line)|(?:your )?original (?:message|mail)|the (?:header|body|text) of|the unsent message|unsent message|message (?:header|text|content|follows|body)|returned (?:message|mail)|forwarded message|text of (?:the )?(?:message|original)|the following text is|copy of|included is|enclosed is|начало сообщения|исходное сообщение|ниже |message d'origine|ursprüngliche nachricht|header of|headers? follow)/i,
  /^[ \t]*(?:below is a copy of the original|the (?:header|first \d+ lines|start|beginning|text|original|unsent) (?:of|message|text)[^\n]{0,60}:[ \t]*$|(?:your|the) (?:original|unsent) (?:message|mail|e-?mail)(?: headers?)?(?: follows?| is below| text)?[ \t]*:[ \t]*$|original message (?:follows|header|below|as received)|message header follows|headers? of (?:the )?(?:original|message))/i,
  /^(?:received: (?:from|by|\()|return-path: ?<|(?:x-)?message-id: ?<|mime-version: 1|dkim-signature:|domainkey-signature:)/i,
];

/** The part of a text that explains, and the part that gives the message back. */
export interface Body {
  readonly told: readonly string[];
  readonly quoted: string;
  /** Both. */
  readonly whole: string;
}

/** The text of a mail for people, split. */
export function bodyOf(mail: Pick<ParsedMail, 'text' | 'html'>): Body {
  const plain = mail.text.trim() === '' ? plainHtml(mail.html.slice(0, TEXT_LIMIT * 2)) : mail.text;
  const whole = plain.slice(0, TEXT_LIMIT);
  const lines = whole.split(/\r\n|\r|\n/);
  const end = lines.findIndex((line, index) => index > 0 && COPY_BEGINS.some((begins) => begins.test(line)));
  if (end < 0) return { told: lines, quoted: '', whole };
  return { told: lines.slice(0, end), quoted: lines.slice(/^[\w-]+:/.test(lines[end] ?? '') ? end : end + 1).join('\n'), whole };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'", '#64': '@' };

/** HTML as lines of text; what tags hide is not looked for. */
function plainHtml(html: string): string {
  return html
    .replace(/<(?:br|p|div|tr|li|td|h\d|pre|table|blockquote)\b[^<>]{0,2000}>|<\/(?:p|div|tr|li|h\d|pre|table)>/gi, '\n')
    .replace(/<(?:style|script|head)\b[^<>]{0,500}>[^<]{0,20000}<\/(?:style|script|head)>/gi, ' ')
    .replace(/<[a-z!/?][^<>]{0,2000}>/gi, '')
    .replace(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/\n[ \t\n]{2,}/g, '\n\n');
}
