/** More than a mail of a host says; of longer ones the beginning is read. */
const LONGEST = 20_000;
const LONGEST_SENTENCE = 800;
const MOST = 400;
/** The end of a line that goes on in the next: in small letters, or because it is as long as lines of mails are. What stands behind a label stands alone. */
const WRAPPED = /(?<=[^\n.!?:;][ \t]{0,5})\n[ \t]*(?=[\p{Ll}\d(«"“/])|(?<=[^\n]{60}[^\n.!?:;])\n(?=\p{Lu}(?![^\n:]{1,30}:))/gu;

/** A sentence of a mail, on one line. */
export interface Sentence {
  readonly text: string;
  /** It is what the subject says. */
  readonly isSubject: boolean;
}

/** The subject and then what the mail says, sentence by sentence. Lines that go on in small letters belong together; a line with a label stands alone. */
export function sentencesOf(subject: string, text: string): Sentence[] {
  const lines = text
    .slice(0, LONGEST)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\u00A0\u202F]/g, ' ');
  const joined = lines.replace(WRAPPED, ' ');
  const parts = joined.split(/\n|(?<=[.!?…])["»”)]?\s+(?=[\p{Lu}«"“\d–—-])/u);
  const sentences = parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => /\p{L}/u.test(part));
  return [
    ...(subject.trim() === '' ? [] : [{ text: subject.trim().slice(0, LONGEST_SENTENCE), isSubject: true }]),
    ...sentences.slice(0, MOST).map((sentence) => ({ text: sentence.slice(0, LONGEST_SENTENCE), isSubject: false })),
  ];
}
