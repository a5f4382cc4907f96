import type { SmtpStage } from '../../ports/mailer.ts';
import type { LogReply } from '../../shared/logs.ts';
import { fold } from '../../shared/text.ts';
import { classifyReply } from '../bounces/index.ts';

/** Mail that the server itself does not let out any more. */
const STOPPED = /has an outgoing mail (?:suspension|hold)|is not allowed to submit mail/i;

/** Where more can be read: the name of a list in it says nothing of what was refused. */
const LINK = /\bhttps?:\/\/\S+/gi;
/** What the own server writes around a reply. */
const NOTED =
  /^SMTP error from remote mail server after [^:]{1,80}(?::<[^>]*>[^:]{0,80})?: |^(?:delivery temporarily suspended: )?host \S+ (?:said|refused to talk to me): |\(in reply to [\w ]+\)$/gi;
/** Words about the message itself, in folded text. Filters name lists beside them: what they weigh, or what an address within the message stands on. */
const OF_MESSAGE = new RegExp(
  [
    '(?:spam|bayes)[^.;]{0,20}\\b(?:score|points?|weight)|\\bscore[ds]?\\b|\\bspam filter|probability of (?:spam|being spam)',
    'message (?:was |has been |is )?(?:blocked|rejected|refused|identified|detected|classified|tagged|considered)\\b[^.]{0,40}\\b(?:spam|junk|bulk|unsolicited)',
    'likely unsolicited|looks like (?:spam|junk)|spam (?:message|content|detected)|unsolicited bulk',
    '\\b(?:url|uri|link|domain)s?\\b[^.]{0,40}\\b(?:message|mail|list|block|black)|(?:black|block)[- ]?listed (?:url|link|domain)|\\b(?:surbl|uribl|dbl)\\b',
    'content|virus|malware|phish|attachment',
    'considere comme|indesirable|contenu|pourriel',
    '(?:письм|сообщени|содерж|ссылк).{0,40}(?:спам|черн|нежелат|вирус)',
  ].join('|'),
);
/** Words about the server that hands over: then it is refused, whatever the message. */
const OF_SERVER =
  /\bip\b|\bclient\b|\bconnections?\b|your (?:host|server|network|isp|mail ?server|provider)|mail server \[|messages from \[?\d|(?:host|server|network)\b[^.]{0,40}\b(?:listed|blocked|banned)|(?:unusual|unexpected) (?:rate|volume)|сервер|serveur/;
/** The name of the domain that wrote, which nobody else on the server shares. */
const OF_DOMAIN = /reputation of the sending\s+domain/;

/** What a reply of a log says, as reports that come back are read. */
export function classified({ text, code, enhanced }: LogReply) {
  if (STOPPED.test(text)) return { class: 'blocked', target: 'host-limit' } as const;
  const { class: what, target } = classifyReply({ code, enhanced: enhanced === '' ? null : enhanced, text, stage: stageOf(text) });
  return target === 'sender-ip' ? ({ class: 'blocked', target: refusedFor(text) } as const) : { class: what, target };
}

/** Lists and reputations are named for the message and for its domain as well; only what is said of the server concerns everybody on it. */
function refusedFor(text: string) {
  const said = fold(
    text
      .replace(NOTED, ' ')
      .replace(LINK, ' ')
      .replace(/\b[45]\d\d-[45]\.\d{1,3}\.\d{1,3}\b/g, ' '),
  ).replace(/\s+/g, ' ');
  if (OF_DOMAIN.test(said)) return 'recipient-policy';
  return stageOf(text) === 'data' && OF_MESSAGE.test(said) && !OF_SERVER.test(said) ? 'content' : 'sender-ip';
}

/** In reply to what it came, as mail servers note it: Exim before the reply, Postfix behind it. */
function stageOf(text: string): SmtpStage | null {
  if (/after (?:pipelined )?RCPT TO|in reply to RCPT TO/i.test(text)) return 'rcpt';
  if (/after (?:pipelined )?MAIL FROM|in reply to MAIL FROM/i.test(text)) return 'mail';
  if (/after (?:pipelined )?(?:end of data|DATA|sending data|BDAT)|in reply to (?:end of )?DATA/i.test(text)) return 'data';
  return /after (?:initial connection|EHLO|HELO)|in reply to (?:EHLO|HELO)|while receiving the initial server greeting/i.test(text) ? 'connect' : null;
}
