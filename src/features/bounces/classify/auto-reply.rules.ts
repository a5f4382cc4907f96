import type { ParsedMail } from '../../../ports/mailer.ts';
import { fold } from '../../../shared/text.ts';
import { header } from './mail.rules.ts';
import { anyOf } from './words.ts';

/** Subjects that answering machines write, after "Re:". */
const SUBJECT = anyOf(
  '^(?:(?:re|aw|sv|antwort|odp|rv|tr|rif) ?: ?)?(?:\\[?auto[\\]:)-]|automatic repl|auto(?:matic|mated)?[ -]?(?:reply|response|respon|answer)|autoreply|out[ -]?of[ -](?:the[ -])?office|vacation|on (?:holiday|vacation|leave)|away (?:from|notice|message)|i am (?:away|out|on)|i.m (?:away|out|on))',
  '^(?:(?:re|rep) ?: ?)?(?:reponse (?:automatique|d.absence)|message (?:automatique|d.absence)|(?:je suis )?absen(?:t|ce)\\b(?:\\(?e?\\)?)(?: |:|$|-)|absence du bureau|en conges?|notification d.absence|accuse de reception automatique)',
  '^(?:re ?: ?)?(?:автоответ|автоматический ответ|\\[?автоответчик|нет на месте|я? ?в отпуске|вне офиса|отсутствую)',
  '^(?:(?:aw|re|wg) ?: ?)?(?:automatische antwort|abwesenheit|abwesend|ausser haus|autoantwort|nicht im buro|out of office)',
  '^(?:re ?: ?)?(?:respuesta automatica|fuera de (?:la )?oficina|ausencia|risposta automatica|fuori (?:sede|ufficio)|autoodpowiedz|odpowiedz automatyczna|automatyczna odpowiedz|nieobecnosc|resposta automatica|自動応答|自動返信|不在)',
);

/** A machine that answers for a person (RFC 3834), and what older ones write instead. */
export function isAutoReply(mail: ParsedMail): boolean {
  const submitted = header(mail, 'auto-submitted').trim();
  if (submitted !== '' && !/^no\b/i.test(submitted)) return true;
  if (MARKS.some((name) => header(mail, name) !== '')) return true;
  if (/^(?:auto[_-]?reply|bulk|junk|list)$/i.test(header(mail, 'precedence').trim()) && !isNewsletter(mail)) return true;
  if (/vacation/i.test(header(mail, 'x-apple-action'))) return true;
  // Outlook writes OOF and less into what its users send by hand; "All" only machines write.
  return /\ball\b/i.test(header(mail, 'x-auto-response-suppress')) || isVacation(mail);
}

const MARKS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-autoreply-from',
  'x-vacation',
  'x-ms-exchange-inbox-rules-loop',
];

/** Sent to many at once, which answers nobody. */
export function isNewsletter(mail: ParsedMail): boolean {
  return header(mail, 'list-unsubscribe') !== '' || header(mail, 'list-id') !== '';
}

/** By its subject, an answering machine. */
export function isVacation(mail: ParsedMail): boolean {
  return SUBJECT.test(fold(mail.subject));
}

/** Asks the sender to confirm that he is a person: neither a failure nor an answer. */
export function isChallenge(mail: ParsedMail): boolean {
  return CHALLENGE.test(fold(`${mail.subject} ${mail.text.slice(0, 3000)}`));
}

const CHALLENGE = anyOf(
  '(?:click|follow|visit|reply).{0,120}(?:so that|to have|to get|and) .{0,40}your (?:message|e-?mail|mail).{0,40}(?:delivered|released|reach)',
  'challenge[ -]?(?:/ ?)?response',
  'confirm (?:that )?you(?:r message| are (?:a )?(?:real|human))',
  'verify (?:that )?you are (?:a )?(?:real|human)',
  'your (?:message|e-?mail) (?:is|will be) (?:being )?held until',
);
