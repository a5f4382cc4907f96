/** A word border that knows letters of every alphabet. */
const LEFT = '(?<![\\p{L}\\p{N}])';
const RIGHT = '(?![\\p{L}\\p{N}])';

function anyOf(...words: readonly string[]): RegExp {
  return new RegExp(`${LEFT}(?:${words.join('|')})${RIGHT}`, 'iu');
}

/** A list of senders to be kept out. */
export const LIST_WORD =
  /\b(?:black|block)[\s-]?list(?:s|ed|ing)?\b|\bDNSBLs?\b|\bRBLs?\b|\bdnsbl\.|(?<!\p{L})listes?\s+(?:noires?|de\s+blocage)(?!\p{L})|(?<!\p{L})blacklist(?:ée?s?|age)(?!\p{L})|(?<!\p{L})ч[её]рн\p{L}{2,3}\s+спис\p{L}*|(?<!\p{L})(?:стоп|спам|блок|блэк|блек)[\s-]?лист\p{L}*|(?<!\p{L})спис\p{L}{1,3}\s+(?:блокировк|спамер)\p{L}*/iu;

/** It stands on one. */
export const ON_LIST = new RegExp(
  [
    `${LEFT}(?:listed|blacklisted|blocklisted|listing|appears?|added|included|found|got\\s+onto|ended\\s+up\\s+on|landed\\s+on|put\\s+on|now\\s+on|is\\s+on|are\\s+on|been\\s+on|on\\s+the)${RIGHT}`,
    `${LEFT}(?:inscri(?:te?s?|ption)|répertoriée?s?|listée?s?|blacklistée?s?|figure(?:nt)?|apparaît|présente?s?\\s+(?:sur|dans)|ajoutée?s?|est\\s+(?:désormais\\s+)?sur)${RIGHT}`,
    `${LEFT}(?:попал[аои]?|внес[её]н[аоы]?|занес[её]н[аоы]?|находится|добавлен[аоы]?|оказал(?:ся|ась|ось|ись)|числится|значится|обнаружен[аоы]?|включ[её]н[аоы]?)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** Shut, and by whom does not matter. */
export const SHUT = new RegExp(
  [
    `${LEFT}(?:closed|blocked|filtered|disabled|suspended|restricted|shut|deactivated|stopped|block|close|disable)${RIGHT}`,
    `${LEFT}(?:fermée?s?|bloquée?s?|filtrée?s?|coupée?s?|désactivée?s?|suspendue?s?|restreinte?s?|fermer|bloquer|fermeture|blocage)${RIGHT}`,
    `${LEFT}(?:закры(?:т(?:[аоы]|ым|ой)?|ли|ть)|(?:за)?блокир(?:ован(?:[аоы]|ным|ной)?|овали|овать|овка)|ограничен(?:[аоы]|ным|ной)?|отключ(?:[её]н(?:[аоы]|ным|ной)?|или|ить)|перекры(?:т[аоы]?|ли)|приостанов(?:лен(?:[аоы]|ным|ной)?|или|ить))${RIGHT}`,
  ].join('|'),
  'iu',
);

/** A line of a form: "Status: suspended". A ticket has a status too, which is open or closed. */
export const STATE_LINE =
  /^[\s>*-]*(?:(?:(?:account|hosting|service|site)\s+)?(?:status|state)|(?:état|statut)(?:\s+du\s+(?:compte|service|site))?|(?:статус|состояние)(?:\s+(?:аккаунта|услуги|сайта|хостинга))?)\s*[:=–—]\s*(?:suspended|blocked|disabled|suspendu|bloqué|désactivé|приостановлен|(?:за)?блокирован|отключ[её]н)/iu;

/** A block as a thing: it is lifted, or comes. */
export const BLOCK = anyOf(
  'suspensions?|blocks?|blocking|restrictions?|access\\s+to',
  "blocages?|coupures?|accès\\s+(?:à|aux?)|l['’]accès",
  '(?:блокировк|приостановк)\\p{L}{1,2}|ограничени\\p{L}{1,2}|доступ\\p{L}?',
);

/** Connections are not shut but dropped. */
export const DROPPED = anyOf('dropped|refused', 'rejetée?s?|refusée?s?', 'запрещен[аоы]?|отклоня(?:ю|е)тся');

/** So that a program does not run any more. */
export const DISARMED = anyOf(
  'renamed|quarantined|neutrali[sz]ed|isolated|deleted|removed|permissions\\s+to\\s+0{3}',
  'neutralisée?s?|renommée?s?|isolée?s?|supprimée?s?|mise?s?\\s+en\\s+quarantaine',
  'запрещен[аоы]?|переименован[аоы]?|изолирован[аоы]?|удал[её]н[аоы]?|помещ[её]н[аоы]?\\s+в\\s+карантин|остановлен[аоы]?',
);

/** That is what the host asks for: it has not been done. */
export const DEMAND = new RegExp(
  [
    `${LEFT}(?:must|should|needs?\\s+to|ha(?:s|ve)\\s+to|is\\s+to|are\\s+to)\\s+be${RIGHT}|${LEFT}please\\s+(?:have|get|see|make|ensure)${RIGHT}`,
    `${LEFT}(?:doi(?:t|vent)|devr(?:a|ont|ait|aient))\\s+être${RIGHT}|${LEFT}(?:veuillez|merci\\s+de)\\s+faire${RIGHT}`,
    `${LEFT}(?:должн[аоы]?|должен|необходимо|нужно)\\s+(?:быть|чтобы)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** Somebody else's server did it, to a single message or connection. */
export const BY_RECEIVER = anyOf(
  "by\\s+(?:the\\s+|a\\s+)?(?:remote|receiving|destination|recipient(?:['’]s)?)",
  'par\\s+(?:le|les|un)\\s+(?:serveurs?\\s+)?(?:distants?|destinataires?|de\\s+destination)',
  '(?:удал[её]нн|принимающ)\\p{L}{2,3}\\s+сервер\\p{L}{0,3}',
);

/** The same of a file that a sentence before has named. */
export const DISARMED_FILE =
  /\b(?:renamed|quarantined|disabled|deleted)\s+(?:the|this|that)\s+(?:\w+\s+)?file\b|(?<!\p{L})(?:renommé|neutralisé|supprimé|désactivé)\s+(?:le|ce)\s+fichier|(?<!\p{L})(?:переименовали|удалили|отключили|изолировали)\s+(?:этот\s+)?файл/iu;

/** An account, or all of them, cannot be reached any more. */
export const TAKEN_DOWN = new RegExp(
  [
    `${LEFT}(?:tak(?:en?|ing)|took|put|brought|pulled)\\s+(?:[\\p{L}\\p{N}.'’-]+\\s+){0,5}?off-?line${RIGHT}`,
    `${LEFT}(?:mise?s?\\s+hors\\s+ligne|(?:contraints?|obligés?|forcés?)\\s+de\\s+(?:l[ea]s?\\s+|l['’])?(?:suspendre|couper|désactiver|bloquer|fermer)|avons\\s+procédé\\s+à\\s+(?:la|sa)\\s+(?:suspension|coupure|désactivation))${RIGHT}`,
    `${LEFT}(?:(?:обслуживание|доступ)\\s+[^.;]{0,60}(?:прекращен[оа]?|прекращён|закрыт|ограничен)|выключен[аоы]?|снят[аоы]?\\s+с\\s+обслуживания)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** What the host says he will do. */
export const THREAT = new RegExp(
  [
    `${LEFT}(?:will|shall|be\\s+forced\\s+to|have\\s+to)\\s+(?:[\\p{L}-]+\\s+){0,3}(?:suspend|block|close|disable|terminate)(?:ed)?${RIGHT}`,
    `${LEFT}(?:procéderons\\s+à\\s+(?:la|sa)\\s+(?:suspension|coupure|fermeture|désactivation)|(?:suspendr|bloquer|fermer|couper|désactiver)ons|serons\\s+(?:contraints|obligés|forcés)\\s+d[e'’])${RIGHT}`,
    `${LEFT}(?:будем\\s+вынуждены|прид[её]тся)\\s+(?:\\p{L}+\\s+){0,3}(?:заблокировать|приостановить|отключить|ограничить|закрыть)${RIGHT}`,
  ].join('|'),
  'iu',
);

export const PORT_25 =
  /\b(?:tcp\s+)?ports?\s*(?:n[°o]\.?\s*)?(?:tcp\s*)?\/?25\b|\b25\/tcp\b|\bSMTP\s+port\b|\bport\s+SMTP\b|(?<!\p{L})порт\p{L}{0,3}\s*(?:№\s*)?(?:TCP\s*)?25(?!\d)|(?<!\d)25(?:-?(?:й|го|му|м))?\s+порт\p{L}{0,3}|SMTP-порт/iu;

/** A program on the site that sends. */
export const SCRIPT =
  /\bscripts?\b|\bPHP\s+file\b|\bfile\b[^.\n]{0,40}\.(?:php\d?|pl|cgi|py|sh)\b|(?<!\p{L})fichiers?(?!\p{L})[^.\n]{0,40}\.(?:php\d?|pl|cgi|py|sh)\b|(?<!\p{L})(?:скрипт|сценари)\p{L}{0,3}|(?<!\p{L})файл\p{L}{0,3}(?!\p{L})[^.\n]{0,40}\.(?:php\d?|pl|cgi|py|sh)\b/iu;

/** An address of the network is what is shut. */
export const IP_WORD = anyOf('IP(?:v[46])?(?:[\\s-]address(?:es)?)?', 'adresses?\\s+IP', 'IP-адрес\\p{L}{0,2}', 'адрес\\p{L}{0,2}\\s+IP');

/** One box, or what an account sends. */
export const MAILBOX = anyOf(
  'mailbox(?:es)?',
  'e-?mail\\s+account',
  'outgoing\\s+e?-?mails?',
  'sending\\s+(?:of\\s+)?(?:e-?)?mails?',
  'boîtes?\\s+(?:aux\\s+lettres|mail|e-mail)',
  'compte\\s+(?:de\\s+messagerie|e-?mail|mail)',
  'почтов\\p{L}{2,3}\\s+ящик\\p{L}{0,2}',
  'отправк\\p{L}{1,2}\\s+(?:почты|писем|сообщений)',
  'исходящ\\p{L}{2,3}\\s+почт\\p{L}{1,2}',
);

/** The whole pack of the reseller. */
export const PACK = anyOf(
  'reseller\\s+(?:account|pack(?:age)?|plan|hosting)',
  '(?:whole|entire|complete)\\s+(?:pack(?:age)?|account|plan)',
  'all\\s+(?:the\\s+|of\\s+your\\s+|your\\s+)?(?:accounts|sites|websites|hosted\\s+accounts)',
  'your\\s+(?:hosting\\s+)?pack',
  'pack\\s+(?:de\\s+)?(?:revendeur|hébergement)',
  '(?:compte|offre|hébergement)\\s+revendeur',
  "(?:l['’]ensemble|la\\s+totalité)\\s+d[eu]\\s+(?:votre\\s+)?(?:pack|compte|vos\\s+sites|vos\\s+comptes)",
  'tous\\s+(?:vos\\s+|les\\s+)(?:comptes|sites|hébergements)',
  'votre\\s+pack',
  'реселлерск\\p{L}{2,3}\\s+(?:аккаунт|тариф|пакет|хостинг)\\p{L}{0,2}',
  '(?:аккаунт|тариф|пакет)\\p{L}{0,2}\\s+реселлера',
  'все\\s+(?:ваши\\s+)?(?:сайты|аккаунты|уч[её]тные\\s+записи)',
  'весь\\s+(?:ваш\\s+)?пакет',
  'ваш\\s+пакет',
);

/** A limit on what is sent was reached. */
export const LIMIT = new RegExp(
  [
    '\\b(?:limit|quota|maximum\\s+number)\\b[^.\\n]{0,80}\\b(?:e-?mails?|messages?|sending|outgoing|recipients)\\b',
    '\\b(?:e-?mails?|messages?|sending|outgoing|hourly|daily)\\b[^.\\n]{0,60}\\b(?:limit|quota)\\b',
    '(?<!\\p{L})(?:limite|quota|plafond|nombre\\s+maximal)(?!\\p{L})[^.\\n]{0,60}(?<!\\p{L})(?:envois?|e-?mails?|courriels?|messages?)(?!\\p{L})',
    '(?<!\\p{L})лимит\\p{L}{0,2}(?!\\p{L})[^.\\n]{0,60}(?:отправк|писем|сообщен|рассыл|почт)\\p{L}*',
    '(?:отправк|писем|сообщен|рассыл|почт)\\p{L}*[^.\\n]{0,60}(?<!\\p{L})лимит\\p{L}{0,2}(?!\\p{L})',
  ].join('|'),
  'iu',
);
export const REACHED = new RegExp(
  [
    `${LEFT}(?:reached|exceeded|hit|exhausted|used\\s+up|has\\s+exceeded)${RIGHT}`,
    `${LEFT}(?:atteinte?s?|dépassée?s?|dépassé|épuisée?s?|a\\s+atteint)${RIGHT}`,
    `${LEFT}(?:достигнут[аоы]?|превышен[аоы]?|исчерпан[аоы]?|превысил[аи]?|исчерпал[аи]?|достиг(?:ла|ли)?)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** It is not so, or not any more. */
export const NOT_SO = new RegExp(
  [
    `${LEFT}(?:not|no\\s+longer|never|isn['’]t|wasn['’]t|aren['’]t|hasn['’]t|none\\s+of|no\\s+(?:listing|block|trace))${RIGHT}`,
    `${LEFT}(?:n['’](?:est|a|ont|était|apparaît|y\\s+a)|ne\\s+(?:figure|sont|fait|semble|sera)|aucune?s?|ni|jamais)${RIGHT}`,
    `${LEFT}(?:не|нет|ни\\s+в|никогда|отсутству\\p{L}*)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** It was taken back. */
export const LIFTED = new RegExp(
  [
    `${LEFT}(?:un-?suspended|un-?blocked|re-?activated|re-?opened|re-?enabled|enabled\\s+again|open(?:ed)?\\s+again|delisted|de-listed|lifted|restored|removed\\s+from|taken\\s+off)${RIGHT}`,
    `${LEFT}(?:réactivée?s?|débloquée?s?|rouverte?s?|réouverte?s?|levée?s?|rétablie?s?|déréférencée?s?|(?:retirée?s?|supprimée?s?|radiée?s?)\\s+d(?:e|es|u))${RIGHT}`,
    `${LEFT}(?:разблокирован[аоы]?|восстановлен[аоы]?|возобновлен[аоы]?|снова\\s+открыт[аоы]?|открыт[аоы]?\\s+снова|снят[аоы]?|(?:удал|исключ)[её]н[аоы]?\\s+из)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** Words for it that need no other beside them. */
export const LIFTED_ITSELF = anyOf('un-?suspended|un-?blocked|re-?activated|de-?listed', 'réactivée?s?|débloquée?s?', 'разблокирован[аоы]?');

const LIFT = `(?:${LIFTED.source}|${LIFTED_ITSELF.source})`;

/** How it would be lifted, which says that it stands: "to get it unblocked", "before being reactivated". */
export const LIFT_WANTED = new RegExp(
  [
    `${LEFT}(?:be|being|gets?|getting)\\s+(?:(?:it|them|this|that|the|your|\\p{L}+ly|account|site|IP)\\s+){0,3}${LIFT}`,
    `${LEFT}have\\s+(?:it|them|this|the|your)\\s+(?:\\p{L}+\\s+){0,2}${LIFT}`,
    `${LEFT}(?:before|until|once|as\\s+soon\\s+as|(?:only|not)\\s+after)${RIGHT}[^.]{0,80}${LIFT}`,
    `${LIFT}[^.]{0,40}${LEFT}(?:as\\s+soon\\s+as|once\\s+you|only|after\\s+you)${RIGHT}`,
    `${LEFT}(?:pour\\s+(?:être|qu|faire|obtenir)|afin\\s+(?:d|qu)|avant\\s+d|une\\s+fois|dès|soi(?:t|ent)${RIGHT})[^.]{0,80}${LIFT}`,
    `${LEFT}n['’](?:est|sont|a|ont)\\s+(?:pas\\s+|encore\\s+|été\\s+)*${LIFT}`,
    `${LIFT}[^.]{0,20}(?:qu['’]après|qu['’]une\\s+fois|dès\\s+qu|une\\s+fois)`,
    `${LEFT}(?:быть|прежде|до\\s+того|пока|как\\s+только)${RIGHT}[^.]{0,60}${LIFT}`,
    `${LIFT}\\s+не${RIGHT}`,
  ].join('|'),
  'iu',
);

/** It may come, will come, or is told to be kept from; rules speak like that too. */
export const MAYBE = new RegExp(
  [
    `${LEFT}(?:may|might|could|would|will|shall|can|if|whether|unless|otherwise|to\\s+avoid|to\\s+prevent|risk(?:s|ing)?|in\\s+case|whenever|when|how|why|any\\s+(?:account|script|site))${RIGHT}`,
    `${LEFT}(?:sera|seront|serait|seraient|pourra|pourrait|pourraient|peut|peuvent|risque(?:nt|z)?|éviter|sous\\s+peine|si|sinon|en\\s+cas|comment|pourquoi|dès\\s+que|lorsqu['’e]|tout\\s+(?:compte|site|script))${RIGHT}`,
    `${LEFT}(?:будет|будут|будем|может|могут|можем|во\\s+избежание|чтобы|если|иначе|в\\s+случае|при\\s+(?:повторн|превышени)\\p{L}*|когда|почему|как\\s+не|люб(?:ой|ая|ые))${RIGHT}`,
  ].join('|'),
  'iu',
);

/** What a sentence gives as the cause says nothing of what was done. */
export const CAUSE = new RegExp(
  [
    `${LEFT}(?:because(?:\\s+of)?|due\\s+to|owing\\s+to|as\\s+a\\s+result\\s+of|after|since\\s+(?:it|the|your)|for\\s+sending)${RIGHT}`,
    `${LEFT}(?:en\\s+raison\\s+d(?:e|u|es)?|à\\s+cause\\s+d(?:e|u|es)?|suite\\s+(?:à|aux?)|à\\s+la\\s+suite\\s+d(?:e|u|es)?|car|après|pour\\s+cause\\s+d(?:e|u)?|parce\\s+qu[e'’]?)${RIGHT}`,
    `${LEFT}(?:из-за|по\\s+причине|в\\s+связи\\s+с|вследствие|после|так\\s+как|поскольку|потому\\s+что|за\\s+рассылку)${RIGHT}`,
  ].join('|'),
  'iu',
);

/** So that rules and newsletters, which speak of accounts and addresses of anybody, are not taken for news of one of ours. */
export const OURS = new RegExp(
  [
    `${LEFT}(?:your|yours|you|following|this|these|we|our)${RIGHT}`,
    `${LEFT}(?:votre|vos|vous|suivante?s?|cette?|nous|notre|nos)${RIGHT}`,
    `${LEFT}(?:ваш\\p{L}{0,3}|вы|вас|вам|следующ\\p{L}{2,3}|мы|нами|наш\\p{L}{0,3}|эт(?:от|а|о|и))${RIGHT}`,
  ].join('|'),
  'iu',
);

/** It has happened: whoever tells of that speaks of somebody. */
export const HAPPENED =
  /\b(?:has|have|had|was|were)\b|\bthe\s+(?:account|user|domain|mailbox)\s+\S{2,64}\s+(?:hit|reached|exceeded|exhausted)\b|(?<!\p{L})(?:a|ont|avons|vient|venons)\s+(?:dû|été|atteint|d['’]être|de|\p{L}{4,}é)(?!\p{L})|(?<!\p{L})(?:превысил|исчерпал|достиг)(?:а|ла|и|ли)?(?!\p{L})|(?<!\p{L})(?:закрыт|(?:за)?блокирован|отключ[её]н|приостановлен|ограничен|превышен|достигнут|исчерпан|внес[её]н|занес[её]н|попал)[аоы]?(?!\p{L})/iu;
