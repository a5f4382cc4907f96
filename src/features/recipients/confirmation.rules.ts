import type { ConfirmationSign } from '../../contract/recipients.ts';

/** What a mail says of itself, and what is known of the recipient. Instants are epoch milliseconds. */
export interface PutInMail {
  /** Whether it bears the very address that is blocked, or the one that was meant. */
  readonly sameAddress: boolean;
  readonly nature: 'bounce' | 'complaint' | 'auto-reply' | 'report' | 'person';
  /** What its writer wrote himself. */
  readonly own: string;
  readonly writtenAt: number | null;
  /** Begin of the day of the last mail to him; null = not known. */
  readonly lastMailAt: number | null;
  /** Its address, lower case. */
  readonly from: string;
  /** What the server that took it in says of its sender (RFC 8601); empty = nothing. */
  readonly authentication: string;
}

/** Asks that nothing be stopped: it sounds like a refusal and is the contrary. */
const GO_ON: readonly (readonly [RegExp, string])[] = [
  [/\b(?:never|do not|don['’]t)\s+stop\b/giu, 'continue'],
  [/(?<!\p{L})(?:ne\s+cessez|n['’]arrêtez)\s+(?:pas|jamais)(?!\p{L})/giu, 'continuez'],
  [/(?<!\p{L})не\s+(?:прекращайте|переставайте)(?!\p{L})/giu, 'продолжайте'],
];

/** He does not want it, wants it no longer, or never asked for it. */
const REFUSES: readonly RegExp[] = [
  /\b(?:do not|don['’]t|no longer|never)\b[^.!?\n]{0,40}\b(?:want|wish|write|send|mail|contact|receive)|\bstop\b|\bunsubscribe\b|\bremove (?:me|my)\b|\btake me off\b|\bdelete my\b|\bnot interested\b|\bno more\b|\bany ?more\b|\bno,? thank/iu,
  /\b(?:did not|didn['’]t|never|have not|haven['’]t)\b[^.!?\n]{0,20}\b(?:ask|request|subscrib|sign|regist|agree|consent|order)|\bwho are you\b|\b(?:do not|don['’]t) know (?:you|who)\b|\bleave me alone\b|\b(?:is|are|just|only|your) spam\b(?! folder)|\bspamm|\bunsolicited\b|\bunwanted\b|\bharass/iu,
  /(?<!\p{L})(?:ne|n['’])\s*(?:souhait|veu|voul|désir)\p{L}*\s+(?:plus|pas)|(?<!\p{L})ne m['’](?:écrivez|envoyez)|désabonn|désinscri|(?<!\p{L})(?:arrêtez|cessez)(?!\p{L})|(?<!\p{L})retirez(?:-| )m|(?<!\p{L})plus de (?:message|mail|courri)|(?<!\p{L})non,? merci/iu,
  /(?<!\p{L})n['’](?:ai|avons)\s+(?:jamais|rien|pas)\s+(?:\p{L}+\s+){0,2}(?:demandé|souscrit|sollicité|accepté|autorisé|voulu|consenti)|(?<!\p{L})ne (?:me|nous) (?:suis|sommes) (?:jamais|pas)|(?<!\p{L})ne vous connai|(?<!\p{L})qui êtes[- ]vous|laissez[- ](?:moi|nous) tranquille|(?<!\p{L})(?:est|sont) (?:du|des|un) spam|spamm|harcèl|indésirables? de votre part/iu,
  /(?<!\p{L})не\s+(?:хочу|хотим|желаю|желаем|пишите|присылайте|отправляйте|хотел\p{L}*|надо|нужн\p{L}*|интересн\p{L}*)(?!\p{L})|(?<!\p{L})(?:отпишите|отписать|отписаться|прекратите|удалите|хватит|стоп|достали)(?!\p{L})|больше\s+не\s+\p{L}+/iu,
  /(?<!\p{L})не\s+(?:просил|подписывал|соглашал|заказывал|давал|знаю (?:вас|кто))|(?<!\p{L})вас не знаю|(?<!\p{L})кто вы(?!\p{L})|оставьте (?:меня|нас)|(?<!\p{L})это (?:же )?спам(?!\p{L})|(?<!\p{L})спам(?:ер|ит)/iu,
];

const MAILS_EN = '(?:e-?mails?|messages?|newsletters?|letters?|news|them)(?![\\p{L}-])';
const MAILS_FR = "(?:messages?|e-?mails?|courriels?|courriers?|lettres?(?: d['’]information)?|newsletters?|informations?|infos|nouvelles|actualités)(?!\\p{L})";
const MAILS_RU = '(?:пис(?:ьма|ем)|сообщени[яй]|рассылк[уи]|новости|почту|их)(?!\\p{L})';
const YOURS_FR = '(?:de nouveau |à nouveau |toujours |encore |bien )?(?:tous |toutes )?(?:vos|votre|les|ces|la|des) (?:\\p{L}+ )?';

/** He says so himself, at the beginning of what he says: whoever says it of somebody else, or of what he was told, says something before it. */
const WANTS: readonly RegExp[] = [
  `(?:i|we) (?:(?:hereby |do )?confirm (?:that )?(?:i|we) )?(?:(?:do|really|still|very much|certainly|also) )*(?:want|wish|agree|consent|accept|would (?:really |still |very much )?(?:like|love))(?: to)? (?:(?:keep|continue|go on|start|be|again) )*(?:to )?(?:(?:receiv|gett?)\\p{L}* )?(?:again )?(?:all )?(?:of )?(?:your |the |these |those )?(?:\\p{L}+ )?${MAILS_EN}`,
  `i['’]d (?:like|love) (?:to )?(?:keep |continue )?(?:to )?(?:receiv|get)\\p{L}* (?:all )?(?:your |the |these )?(?:\\p{L}+ )?${MAILS_EN}`,
  `(?:please |so |and |do )*(?:(?:write|mail) (?:to )?(?:me|us) again|(?:keep|continue|resume) (?:to )?(?:writ|send)\\p{L}*|(?:send|keep sending) (?:me |us )?(?:your |the |these )?(?:\\p{L}+ )?${MAILS_EN} again)`,
  `(?:je|nous|j['’]) ?(?:vous )?(?:confirm\\p{L}+ (?:que (?:je|nous) |bien )?)?(?:souhait\\p{L}+|veux|voulons|vouloir|voudrais|désir\\p{L}+|aimerais|accept\\p{L}+|consens|(?:suis|sommes) d['’]accord)(?: (?:bien|toujours|vraiment|à|de|pour|continuer|pouvoir))* (?:les recevoir|(?:recevoir )?${YOURS_FR}${MAILS_FR})`,
  "(?:merci de |et |oui )*(?:écrivez[- ](?:moi|nous) (?:de|à) nouveau|continue[zr] (?:à|de) (?:m['’]|nous )(?:écrire|envoyer|adresser))",
  `(?:подтверждаю что )?(?:я |мы )?(?:(?:вс[её] ещ[её]|по-прежнему|очень|действительно|да|тоже) )*(?:хочу|хотим|желаю|хотел(?:а|и)? бы|согласен|согласна|согласны)(?: (?:и дальше|снова|опять|впредь|и впредь|продолжать))* (?:получать|на получение) (?:все )?(?:вашу |ваши |ваших |эти |от вас )?(?:\\p{L}+ )?${MAILS_RU}`,
  '(?:пожалуйста |и |да |прошу )*(?:продолжайте (?:мне |нам )?(?:писать|присылать|отправлять)|пишите (?:мне |нам )?(?:снова|ещ[её]|дальше|опять)|присылайте (?:мне |нам )?(?:снова |дальше |и дальше )?(?:ваши )?письма)',
].map((words) => new RegExp(`^(?:(?:yes|oui|да|hello|hi|bonjour|bonsoir|здравствуйте|but|mais|so|alors) )*${words}`, 'iu'));

/** On a condition, or as a question: that is no consent. */
const IF = /(?<!\p{L})(?:if|unless|provided|only|fewer|less|si|sauf|seulement|uniquement|moins|à condition|если|только|меньше)(?!\p{L})/iu;

/** What he says of it: that he wants the mails, that he does not, or neither. */
function saidOf(own: string): 'wants' | 'refuses' | 'unclear' {
  const text = GO_ON.reduce((words, [is, plain]) => words.replace(is, plain), own);
  if (REFUSES.some((pattern) => pattern.test(text))) return 'refuses';
  const lines = text.split('\n').map((line) => line.trim());
  // A line that goes on with a small letter was only wrapped. Each run of line ends is tried once: a mail may have millions.
  const unwrapped = lines.join('\n').replace(/(?<!\n)\n+(?=\p{Ll})/gu, ' ');
  const sentences = unwrapped.match(/[^.!?…\n]+[.!?…]*/gu) ?? [];
  const plain = sentences.filter((sentence) => !sentence.includes('?') && !IF.test(sentence));
  const parts = plain.flatMap((sentence) => sentence.replace(/(подтверждаю), (что)/iu, '$1 $2').split(/[,;:—–()]/u));
  const wants = parts.map((part) => part.replace(/\s+/gu, ' ').trim()).some((part) => WANTS.some((pattern) => pattern.test(part)));
  return wants ? 'wants' : 'unclear';
}

/** What keeps a mail from being the recipient's own plain word; none = it confirms. The rule asks that he himself writes that he wants the mails (003-16, 003-17). */
export function signsOf({ sameAddress, nature, own, writtenAt, lastMailAt, from, authentication }: PutInMail): ConfirmationSign[] {
  const isForged = /\bdmarc\s*=\s*fail\b/i.test(authentication);
  const hasWords = /\p{L}{2}/u.test(own);
  const said = saidOf(own);
  const signs: [ConfirmationSign, boolean][] = [
    ['bounce', nature === 'bounce' || nature === 'report'],
    ['complaint', nature === 'complaint'],
    ['auto_reply', nature === 'auto-reply'],
    ['other_address', !sameAddress],
    ['nothing_own', !hasWords],
    ['refuses', said === 'refuses'],
    ['unclear', said === 'unclear' && hasWords && nature === 'person'],
    ['before_last_mail', writtenAt !== null && lastMailAt !== null && writtenAt < lastMailAt],
    ['no_date', writtenAt === null],
    ['not_authentic', isForged],
    ['not_proved', !isForged && !isProved(authentication, from)],
  ];
  return signs.flatMap(([sign, found]) => (found ? [sign] : []));
}

/** Some server vouches for the sender: for the address itself (DMARC), or with a signature of its own domain. A file may be typed by anybody. */
function isProved(authentication: string, from: string): boolean {
  if (/\bdmarc\s*=\s*pass\b/i.test(authentication)) return true;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const signed = authentication.split(';').filter((part) => /\bdkim\s*=\s*pass\b/i.test(part));
  return signed.some((part) => {
    const by = /\bheader\.(?:d|i)\s*=\s*(?:[^\s@;]*@)?([\w.-]+)/i.exec(part)?.[1]?.toLowerCase();
    return by !== undefined && (domain === by || domain.endsWith(`.${by}`));
  });
}
