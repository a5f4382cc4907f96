import type { ParsedMail } from '../../../ports/mailer.ts';
import { fold } from '../../../shared/text.ts';
import { isNewsletter, isVacation } from './auto-reply.rules.ts';
import type { Body } from './body.rules.ts';
import { hasNoSender, header } from './mail.rules.ts';
import { anyOf } from './words.ts';

const SYSTEM_SENDER = /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mdaemon|microsoftexchange[\da-f]{8,}|double-bounce|<>)(?:[+@-]|$)/i;
/** Addresses that people write from too. */
const SHARED_SENDER =
  /^(?:postmaster|post[-_.]?master|mail[-_.]?delivery(?:[-_.]?(?:system|subsystem|service))?|bounces?|mail[-_.]?(?:er|system|admin|service)|exchange|daemon|no-?reply-?bounce|nobody|gateway|sysadmin|returned[-_.]?mail|root)(?:[+@-]|$)/i;
const SYSTEM_NAME =
  /mail(?:er)?[- ]?(?:delivery|daemon|system|administrator)|postmaster|delivery (?:sub)?system|internet mail delivery|interscan|mail(?:er)? gateway|antivirus|почтов/i;

/** Subjects of non-delivery reports. */
const SUBJECT = anyOf(
  'undeliver',
  'un-?delivered',
  'non-?deliver',
  'delivery (?:status|failure|failed|has failed|report|delayed|incomplete|notification|problem|error|unsuccessful|attempt)',
  'delivery to .{0,200}(?:failed|delayed)',
  '(?:mail|message|e-?mail|mailer) (?:delivery|system|status|error|failure|transfer) ?(?:failed|failure|system|subsystem|error|problem|report|notification|warning|status)?',
  'failure (?:notice|notification|delivery|report)',
  'failed (?:delivery|mail|message)',
  'return(?:ed|ing) (?:mail|message|e-?mail|to sender)',
  'message (?:not delivered|delayed|bounced|undeliverable|you sent blocked|status|could not be|rejected|returned)',
  '(?:could|can) ?not (?:be )?(?:deliver|send|sent)',
  '(?:couldn.t|wasn.t|can.t) (?:be )?deliver',
  'not delivered',
  'warning: (?:message|could not|e-?mail)',
  'bounce',
  'nondeliverable',
  'mail not (?:sent|delivered)',
  'there was an error (?:sending|deliver)',
  'error sending (?:your )?(?:e-?mail|message)',
  'smtp server: errors from',
  'delivery notification',
  'unzustellbar',
  'zustell',
  'nicht zugestellt',
  'non remis',
  'non delivre',
  'non distribu',
  'echec (?:de )?(?:la |l.)?(?:remise|distribution|livraison|envoi)',
  "echec d'envoi",
  'avis de non-?(?:remise|livraison|distribution)',
  'remise (?:retardee|impossible)',
  'недоставлен',
  'не ?доставлен',
  'невозможно доставить',
  'ошибка доставки',
  'возвра(?:т|щен)',
  'niedostarcz',
  'zwrot',
  'no entregad',
  'no se (?:ha )?pud',
  'mancat[ao] (?:consegna|recapito)',
  'mensagem nao entregue',
  'devolvid',
  '配信(?:不能|失敗|でき)',
  'エラーメール',
  'エラー通知',
  '送信(?:エラー|失敗|でき)',
  '投递|退信',
);

/** What the text of a report begins with, whoever signs it. */
const OPENING = anyOf(
  'this is the qmail-send program',
  'this is the [\\w.-]{1,60} (?:program|mail system)',
  'this (?:message|e-?mail|mail|notice|report) (?:was|is|has been) (?:an? )?(?:created |generated )?automatically (?:created |generated )?(?:by|email|message)?',
  'this is the mail system at host',
  'this is the (?:postfix|mail delivery|mailer|mdaemon|mail) ',
  'this is an automatically generated (?:delivery status|message|e-?mail|notification)',
  'the (?:following|original) (?:address(?:es)?|message|recipients?|mail).{0,80}(?:permanent fatal errors|could not|was not|were not|had|cannot|failed|received at)',
  'the original message was received at',
  'delivery (?:to|has failed|status|of|failed)',
  '(?:your|the|a|this) (?:e-?mail|message|mail|note)\\b.{0,160}(?:wasn.t|was not|could ?n.t|could not|cannot|can.t|has not|been|not be|is not|did not|couldn.t) ?(?:been |yet |be )?(?:deliver|sent|transmitted|send|reach|return|processed|undeliver)',
  '(?:could|can) ?not (?:be )?deliver',
  'unable to (?:deliver|send)',
  'we were unable to deliver',
  'undeliver',
  'there (?:was|were) (?:a |an )?(?:error|problem)s? (?:deliver|transport|process|send)',
  'returned (?:to (?:the )?sender|mail)',
  'message (?:not delivered|from|delayed)',
  'mail (?:delivery|system|sent|not)',
  'failed to deliver',
  'failed recipient',
  'did not reach',
  '(?:has been|was) (?:rejected|returned|refused)',
  'the following (?:e-?mail |mail )?(?:address|recipient)',
  "we're sorry",
  'sorry,? (?:we|i|your|the)',
  "n'a (?:pas )?pu (?:pas )?etre (?:remis|delivre|distribue|envoye|achemine)",
  'votre (?:message|courriel|e-?mail)',
  'не удалось доставить',
  'не может быть доставлено',
  'не (?:было|был) доставлен',
  'это письмо (?:создано|отправлено|сгенерировано) (?:автоматически|почтовым)',
  'ваше (?:сообщение|письмо)',
  'ihre (?:nachricht|e-?mail|mail)',
  'die (?:nachricht|e-?mail|folgende)',
  'nie (?:zosta[lł]a|mog[lł]a zostac|uda[lł]o sie) (?:dostarcz|dorecz)',
  'no se (?:ha podido|pudo) entregar',
  'non e stato possibile',
  '送信',
  '配信',
  '宛先',
);

/** Openings no person writes. */
const CERTAIN = anyOf(
  'hi\\. this is the qmail-send program',
  '^.{0,20}this is the qmail-send',
  'this message was created automatically by (?:the )?(?:mail delivery software|smtp)',
  '^.{0,20}this is the mail system at host',
  '^.{0,200}the following address(?:es)? had permanent fatal errors',
  'this is an automatically generated delivery status notification',
  '^.{0,60}delivery to the following recipients? failed',
);

/** Words that make a report one of a failure, where sender and subject say little. */
const FAILURE = anyOf(
  '\\b[45][05]\\d[ -]',
  'undeliver',
  'not (?:be )?deliver',
  'unknown',
  'fail',
  'error',
  'reject',
  'refused',
  'blocked',
  'impossible',
  'не ',
  'nicht',
);

/** What a server says, or a report of it; people write it seldom, and hardly ever above the message they were refused. */
const REFUSAL = anyOf(
  '\\b[45]\\d\\d[ -](?:#?[45]\\.\\d{1,3}\\.\\d{1,3}|<|requested|user|unknown|mailbox|no )',
  'user unknown',
  'unknown user',
  '(?:could|can) ?not be delivered',
  '(?:wasn.t|was not|not been|couldn.t be|not be) delivered',
  'undeliverable',
  'unable to deliver',
  'failed recipient',
  'did not reach',
  'returned to sender',
  'returned mail',
);

/** Whether a mail without a report part is one of a mail system all the same. */
export function isMailSystem(mail: ParsedMail, { told, quoted }: Body): boolean {
  if (header(mail, 'x-failed-recipients') !== '') return true;
  if (/report-type="?delivery-status/i.test(header(mail, 'content-type'))) return !isPassedOn(mail);
  const opening = fold(told.slice(0, 40).join('\n').slice(0, 3000));
  const subject = SUBJECT.test(fold(mail.subject));
  const system =
    SYSTEM_SENDER.test(mail.from.address) || (mail.from.address === '' && /daemon|postmaster|mail(?:er)? (?:system|administrator)/i.test(mail.from.name));
  if (system) return !isVacation(mail) && (subject || FAILURE.test(opening) || mail.attachments.length > 0);
  if (isVacation(mail) || isPassedOn(mail)) return false;
  const shared = SHARED_SENDER.test(mail.from.address) || SYSTEM_NAME.test(mail.from.name);
  if (shared && subject) return true;
  if (isNewsletter(mail)) return false;
  if (CERTAIN.test(opening.slice(0, 600))) return true;
  const begins = OPENING.test(opening.slice(0, 1500));
  if (hasNoSender(mail)) return subject || begins;
  const refused = FAILURE.test(opening);
  if (shared) return begins && refused;
  const givesBack = quoted !== '' || mail.attachments.some(({ mime }) => /^(?:message\/|text\/rfc822)/i.test(mime));
  return givesBack && refused && (subject || begins) && REFUSAL.test(opening);
}

/** Sent on or answered by a person: what it quotes happened to somebody. */
export function isPassedOn(mail: ParsedMail): boolean {
  const passed = /^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|fw|tr|wg|rv|i|enc|пересл|re|rép|aw|отв|sv|antw|odp)\s*:/i.test(mail.subject);
  return passed && !hasNoSender(mail) && !SYSTEM_SENDER.test(mail.from.address);
}

const DELAY = anyOf(
  '\\bdelayed\\b',
  'warning: (?:message|could not)',
  'delivery .{0,20}delay',
  'retard',
  'задерж',
  'отложен',
  'will (?:be re-?attempted|continue to (?:try|be)|be retried|keep trying|retry)',
  'this is (?:a|only a) warning (?:message|only)',
  'you do not need to (?:resend|retransmit|do anything|take any)',
  'still (?:trying|being tried|be retried)',
  'verzoger',
  'opozni',
  'no action is required on your part',
);

/** A warning only: the message is still on its way. */
export function isDelay(mail: ParsedMail, { told }: Body): boolean {
  const text = fold(`${mail.subject}\n${told.join('\n').slice(0, 3000)}`);
  return DELAY.test(text) && !/giving up|gave up|(?:permanent|fatal) error|failed permanently|could not be delivered for|no longer/.test(text);
}
