import { domain, name, words } from '../answers.ts';
import type { PanelReport, ReportRow, ReportSource } from '../connector.ts';
import { EMPTY_ROW, judged, lineCounter } from './row.ts';

const LONGEST = 20_000;
const LONGEST_REASON = 300;
const MOST_ACCOUNTS = 200;

/** That something was stopped. */
const STOPPED: readonly RegExp[] = [
  /(?:\b(?:has|have)\s+been|\bwas|\bwere|\bis\s+now|\bare\s+now|\bhad\s+to\s+be|\bis\s+currently|\bis|\bare)\s+(?:\w+ly\s+)?(?:suspended|disabled|blocked|deactivated|stopped)\b/i,
  /\bwe(?:\s+have|['’]ve)?\s+(?:had\s+to\s+|just\s+|\w+ly\s+)?(?:suspended|suspend|disabled|disable|blocked|block)\b/i,
  /(?:\ba\s+(?:donc\s+)?(?:été|dû\s+être)|\bont\s+été|\best\s+(?:désormais|actuellement|maintenant|temporairement)?|\bvient\s+d['’]être)\s*(?:\p{L}+ment\s+)?(?:suspendue?s?|désactivée?s?|bloquée?s?|coupée?s?)(?!\p{L})/iu,
  /\bnous\s+(?:avons|venons)\s+(?:dû\s+|de\s+|d['’])?(?:\p{L}+ment\s+)?(?:suspendu|suspendre|désactivé|désactiver|bloqué|bloquer|coupé|couper)/iu,
  /(?<!\p{L})(?:за|при)?(?:блокирован|остановлен|отключ[её]н)[аоы]?(?!\p{L})/iu,
  /(?<!\p{L})(?:мы\s+)?(?:были\s+вынуждены\s+)?(?:заблокировали|заблокировать|приостановили|приостановить|отключили|отключить)(?!\p{L})/iu,
];

/** The same without a verb, as in a subject. */
const TITLES: readonly RegExp[] = [
  /(?:\b(?:account|website|hosting|service|outgoing\s+mail|e-?mail)\s+suspended\b|\bsuspended\s+account|^suspension\s+of\b|\bnotice\s+of\s+suspension|\bsuspension\s+notice)/i,
  /(?:\b(?:compte|hébergement|site|service)\s+suspendu\b|^suspension\s+(?:de|du|d['’])|avis\s+de\s+suspension|notification\s+de\s+suspension)/i,
  /(?:^|\s)(?:блокировка|приостановка|уведомление\s+о\s+(?:блокировке|приостановке))(?!\p{L})/iu,
];

/** What may come, was lifted again, or is told to be kept from. */
const NOT_SO =
  /\b(?:may|might|could|would|will|shall|can|if|unless|before|avoid|prevent|risk|not\s+(?:been\s+)?suspended|no\s+longer|un-?suspended|reactivated|lifted|restored|enabled\s+again)\b|(?<!\p{L})(?:sera|seront|serait|pourra|pourrait|peut|peuvent|risque|éviter|sous\s+peine|n['’]est\s+plus|levée|réactivée?s?|rétablie?s?|si\s+vous|avant\s+d)(?!\p{L})|(?<!\p{L})(?:будет|будут|будем|может|могут|можем|во\s+избежание|чтобы\s+не|если|разблокирован|восстановлен|возобновлен|снята|не\s+(?:был[аои]?\s+)?(?:за|при))/iu;

/** A subject, or a sentence that follows, that says that it was lifted. */
const OVER = /\b(?:un-?suspended|reactivated)\b|réactivé|levée\s+de\s+la\s+suspension|разблокирован|восстановлен/iu;

/** It is not lifted yet: it will be, or may. */
const NOT_YET =
  /\b(?:will|would|can|could|may|might|shall|if|once|when|until|unless|before|not|to\s+be|please)\b|(?<!\p{L})(?:sera|seront|serait|pourra|pourrait|peut|lorsque|quand|dès|une\s+fois|si|afin|pour)(?!\p{L})|(?<!\p{L})(?:будет|будут|может|могут|можно|если|когда|после|чтобы|не)(?!\p{L})/iu;
/** So much behind a suspension tells how it went on. */
const NEXT_WORDS = 400;

const CAUSE =
  /(?:\b(?:reason|because(?:\s+of)?|due\s+to|owing\s+to|(?<!\bthe\s)following|after|on\s+account\s+of|for)\b|(?<!\p{L})(?:motif|raison|en\s+raison\s+d|à\s+cause\s+d|suite\s+[àa]|à\s+la\s+suite\s+d|pour|car|après)(?!\p{L})|(?<!\p{L})(?:причина|по\s+причине|из-за|в\s+связи\s+с|вследствие|за)(?!\p{L}))/iu;
const LABELLED_REASON =
  /^[ \t>*-]*(?:reason|suspension\s+reason|motif|raison|cause|причина(?:\s+блокировки|\s+приостановки)?)[ \t]*[:=–—][ \t]*([^\n]{2,500})/imu;

/** What a host stops. Messages are blocked too, and so are addresses. */
const STOPPABLE =
  /\b(?:accounts?|hosting|websites?|sites?|services?|subscriptions?|domains?|sending|outgoing|cpanel|reseller)\b|(?<!\p{L})(?:comptes?|hébergements?|abonnements?|domaines?|envois?|messagerie|revendeur)(?!\p{L})|(?<!\p{L})(?:аккаунт|хостинг|уч[её]тн|сайт|услуг|подписк|домен|отправк|рассылк|исходящ|доступ|работ)/iu;

/** Sending alone is stopped, and the account is not. */
const MAIL =
  /\b(?:outgoing|outbound)\s+(?:e-?)?mails?\b|\b(?:e-?)?mail\s+(?:sending|service|delivery)\b|\bsending\s+(?:of\s+)?(?:e-?)?mails?\b|\bSMTP\b|(?<!\p{L})envois?\s+(?:d['’]\s?|de\s+|des\s+)?(?:e-?mails?|courriels?|mails?|messages?)|courrier\s+sortant|(?:e-?mails?|courriels?|messages?)\s+sortants?|(?<!\p{L})(?:отправк|рассылк)\p{L}*\s+(?:(?:исходящ\p{L}*|электронн\p{L}*)\s+)?(?:почт|писем|письм|сообщен|e-?mail)|исходящ\p{L}*\s+(?:почт|пис|сообщ)/iu;

const TOKEN = '([a-z0-9][a-z0-9_.-]{0,120}[a-z0-9])';
const LABELLED = new RegExp(
  `^[ \\t>*-]*(?:(?:c?panel|hosting)[ \\t]+)?(?:account(?:[ \\t]+name)?|user(?:[ \\t]?name)?|login|compte|identifiant|utilisateur|nom[ \\t]+d['’]utilisateur|логин|аккаунт|пользователь|уч[её]тная[ \\t]+запись|имя[ \\t]+пользователя)[ \\t]*[:=–—][ \\t]*["«“'(]?${TOKEN}`,
  'imu',
);
const LABELLED_DOMAIN = new RegExp(
  `^[ \\t>*-]*(?:(?:main|primary)[ \\t]+)?(?:domain(?:[ \\t]+name)?|domaine|nom[ \\t]+de[ \\t]+domaine|website|site|домен|сайт)[ \\t]*[:=–—][ \\t]*(?:https?://)?["«“'(]?${TOKEN}`,
  'imu',
);
const NAMED = new RegExp(
  `(?:\\b(?:account|user(?:name)?|login|cpanel|compte|utilisateur|identifiant|hébergement)|(?<!\\p{L})(?:аккаунт|пользовател|уч[её]тн\\p{L}{2,3}\\s+запис|хостинг-аккаунт|логин)\\p{L}{0,4})[ \\t]*[:#]?[ \\t]*["«“'(]?[ \\t]?${TOKEN}`,
  'giu',
);
const DOMAIN = /(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?!(?:php|html?|txt|log|js|css|eml|zip|sh|pl|py)\b)[a-z][a-z0-9-]{1,62}(?![\w@-])/gi;
const NOBODY =
  /^(has|had|have|is|was|were|are|been|will|with|for|from|on|at|in|of|and|or|by|to|due|because|name|holder|owner|number|id|that|which|the|your|this|a|an|as|it|suspended|suspension|disabled|blocked|now|under|until|access|sending|est|sont|de|du|des|le|la|les|chez|sur|pour|qui|que|et|ou|en|au|aux|vient|client|suspendu|nous|dans|par|avec)$/i;

/** Reads the mail in which a host says that it stopped an account, or what it sends. null = it says nothing of the kind. */
export function readSuspension(source: ReportSource): Omit<PanelReport, 'excerpt'> | null {
  const { mail } = source;
  const text = withoutQuotes(source.text.slice(0, LONGEST));
  const said = saidIn(mail?.subject ?? '', text);
  if (said === null) return null;
  const about = { ...EMPTY_ROW, line: said.line, at: mail?.at ?? null, suspended: MAIL.test(withoutCause(said.words)) ? 'mail' : 'account' } as const;
  const reason = reasonIn(text, said.words);
  const listed = listedIn(text, said);
  const rows: readonly ReportRow[] =
    listed.length > 0
      ? listed.map(({ line, who, why }) => judged({ ...about, line, ...who, text: why || reason }))
      : [judged({ ...about, ...whoIn({ subject: mail?.subject ?? '', said: said.words, text, from: mail?.from ?? '' }), text: reason })];
  return { kind: 'suspension_mail', days: [], rows };
}

/** A text without lines quoted of an earlier mail, which are not the words of who writes; of a text that is quoted as a whole nothing is left out. Places stay. */
function withoutQuotes(text: string): string {
  const own = text.replace(/^[ \t]*>[^\n]*/gm, (line) => ' '.repeat(line.length));
  return /\p{L}/u.test(own) ? own : text;
}

interface Said {
  readonly words: string;
  readonly line: number;
  /** Where it ends in the text; null = it is in the subject. */
  readonly end: number | null;
}

/** The first sentence that says so, in the text or else in the subject. A mail whose subject says that it was lifted says nothing else. */
function saidIn(subject: string, text: string): Said | null {
  if (OVER.test(subject)) return null;
  const lineOf = lineCounter(text);
  for (const { 0: whole, index } of text.matchAll(/[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*(?:\n(?=\p{Ll})[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*){0,6}/gu)) {
    const sentence = whole.replace(/\s+/g, ' ').trim();
    if (!isSuspension(sentence)) continue;
    const end = index + whole.length;
    return isLifted(text.slice(end, end + NEXT_WORDS)) ? null : { words: sentence, line: lineOf(index + whole.search(/\S/)), end };
  }
  return isSuspension(subject) ? { words: subject, line: 1, end: null } : null;
}

/** True where the sentences that follow say that it is over. */
function isLifted(next: string): boolean {
  return next.split(/[.!?](?=\s|$)/).some((sentence) => OVER.test(sentence) && !NOT_YET.test(sentence));
}

/** False where it is of what may come or is over: by what stands before the verb, since what follows tells how it goes on. */
function isSuspension(sentence: string): boolean {
  if (!STOPPABLE.test(sentence)) return false;
  const rest = withoutCause(sentence);
  if (TITLES.some((pattern) => pattern.test(sentence)) && !NOT_SO.test(rest)) return true;
  return STOPPED.some((pattern) => {
    if (!pattern.test(sentence)) return false;
    const { index, 0: said } = pattern.exec(rest) ?? { index: rest.length, 0: '' };
    return !NOT_SO.test(rest.slice(0, index + said.length));
  });
}

/** A sentence without what it gives as the cause: up to the comma behind it, or to its end. */
function withoutCause(sentence: string): string {
  const at = sentence.search(CAUSE);
  if (at < 0) return sentence;
  const comma = sentence.indexOf(',', at);
  return comma < 0 ? sentence.slice(0, at) : `${sentence.slice(0, at)} ${sentence.slice(comma + 1)}`;
}

/** What is named as the reason, else what follows "because" in the sentence, else the sentence. */
function reasonIn(text: string, sentence: string): string {
  const labelled = LABELLED_REASON.exec(text)?.[1];
  if (labelled !== undefined) return words(labelled, LONGEST_REASON);
  const [cause] = CAUSE.exec(sentence) ?? [];
  const at = sentence.search(CAUSE);
  const rest = cause === undefined ? '' : sentence.slice(at + cause.length).replace(/^(?:['’]|es?\s|u\s|\s|:|of\s|the\s)+/i, '');
  return words((at > 0 && rest.length >= 3 ? rest : sentence).replace(/[\s:;,]+$/, ''), LONGEST_REASON);
}

interface Listed {
  readonly line: number;
  readonly who: Pick<ReportRow, 'login' | 'domain'>;
  readonly why: string;
}

/** Accounts in a list below a sentence that ends with a colon. */
function listedIn(text: string, { words: sentence, end }: Said): Listed[] {
  if (end === null || !sentence.trimEnd().endsWith(':')) return [];
  const lineOf = lineCounter(text);
  const found: Listed[] = [];
  for (const { 0: whole, index } of text.slice(end).matchAll(/[^\n]+/g)) {
    const [, token, why = ''] =
      /^[ \t>]*[-*•–·][ \t]+["«“'(]?([a-z0-9][a-z0-9_.-]{0,120}[a-z0-9])["»”')]?(?=[\s:,;–—(]|$)[ \t:,;–—-]*([^\n]{0,300})$/i.exec(whole) ?? [];
    if (token === undefined || found.length >= MOST_ACCOUNTS) break;
    found.push({ line: lineOf(end + index), who: asName(token), why: words(why.replace(/^\((.*)\)$/, '$1'), LONGEST_REASON) });
  }
  return found;
}

/** What looks like a domain is one: logins have no dots on most panels, and a domain is looked for among all of an account. */
function asName(token: string): Pick<ReportRow, 'login' | 'domain'> {
  const clean = token.replace(/[.]+$/, '');
  return /\.[a-z][a-z0-9-]+$/i.test(clean) ? { login: '', domain: domain(clean) } : { login: name(clean), domain: '' };
}

interface Around {
  readonly subject: string;
  readonly said: string;
  readonly text: string;
  readonly from: string;
}

/** Who it is about: what stands behind a label, then what the sentence calls an account, then the one domain that is not the host's. */
function whoIn({ subject, said, text, from }: Around): Pick<ReportRow, 'login' | 'domain'> {
  const labelled = [LABELLED.exec(text)?.[1], LABELLED_DOMAIN.exec(text)?.[1]].filter((one) => one !== undefined).map(asName);
  const named = [...said.matchAll(NAMED), ...subject.matchAll(NAMED)].flatMap(([, token = '']) => (NOBODY.test(token) ? [] : [asName(token)]));
  const all = [...labelled, ...named];
  const login = all.find((one) => one.login !== '')?.login ?? '';
  const own = all.find((one) => one.domain !== '')?.domain ?? '';
  return { login, domain: own || onlyDomain(`${said}\n${subject}`, from) || onlyDomain(text, from) };
}

/** The domain in a text if there is but one beside those of the host; '' = there is none, or it could be several. */
function onlyDomain(text: string, from: string): string {
  const host = from.split('@').at(-1)?.toLowerCase() ?? '';
  const base = host.split('.').slice(-2).join('.');
  const found = new Set(
    [...text.matchAll(DOMAIN)].map(([one]) => domain(one.replace(/^www\./i, ''))).filter((one) => base === '' || (one !== base && !one.endsWith(`.${base}`))),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : '';
}
