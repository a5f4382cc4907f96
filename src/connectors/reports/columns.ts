import { fold } from '../../shared/text.ts';

/** What a column of a table of a panel holds. */
export type Field = 'login' | 'account' | 'domain' | 'sent' | 'delivered' | 'deferred' | 'failed' | 'per_hour' | 'per_day' | 'limit' | 'date';

/** Titles, folded and without marks, in English, French and Russian. `account` may hold a login or a domain. */
const TITLES: Readonly<Record<Field, RegExp>> = {
  login: /^(cpanel )?(user|username|user name|login|utilisateur|nom d utilisateur|identifiant|пользовател[ья]|логин|имя пользователя)$/,
  account: /^((hosting|cpanel) )?(account|accounts|account name|compte|comptes|abonnement|subscription|аккаунт|учетная запись|подписка)$/,
  domain: /^((main|primary|sending) )?(domain|domains|domain name|site|website|domaine|domaine principal|nom de domaine|домен|основной домен|сайт)$/,
  sent: /^((total|outgoing|outbound|e ?mails?|messages?|mails?|courriels?|писем|сообщении|количество|всего) )*(sent|sent messages|sent e ?mails|sends|outgoing|outgoing e ?mails?|outgoing messages|e ?mails outgoing|envoyes?|envois|messages? envoyes|e ?mails envoyes|courriels envoyes|messages sortants|courrier sortant|отправлено|отправлено писем|отправлено сообщении|отправленные|отправленные письма|исходящие|исходящие письма|исходящих писем)( today| aujourd hui| сегодня)?$/,
  delivered:
    /^((messages?|e ?mails?|писем) )?(delivered|successes|success|successful|successful deliveries|delivres?|distribues?|livres?|remis|reussis|доставлено|доставленные|успешно)$/,
  deferred: /^((messages?|e ?mails?|писем) )?(deferred|deferrals|defers|differes?|reportes?|ajournes?|отложено|отложенные|задержано)$/,
  failed:
    /^((messages?|e ?mails?|писем) )?(failed|failures|fails|failure|bounced|bounces|rejected|echecs?|echoues?|en echec|rejetes?|refuses|ошибки|ошибок|с ошибкои|неудачно|не доставлено|недоставлено|отклонено)$/,
  per_hour:
    /^((e ?mails?|messages?|sending) )?(max per hour|hourly limit|limit per hour|limit h|limit hour|max emails per hour|limite horaire|limite par heure|limite h|max par heure|plafond horaire|лимит в час|часовои лимит|лимит ч|максимум в час)$/,
  per_day:
    /^((e ?mails?|messages?|sending) )?(daily limit|limit per day|max per day|limit day|limite par jour|limite journaliere|limite quotidienne|quota journalier|max par jour|лимит в день|лимит в сутки|суточныи лимит|дневнои лимит)$/,
  limit: /^((sending|send|e ?mails?|message) )?(limit|send limit|limite|limite d envoi|plafond|quota d envoi|лимит|лимит отправки|ограничение)$/,
  date: /^(date|day|jour|дата|день)$/,
};

const FIELDS: readonly Field[] = ['login', 'account', 'domain', 'sent', 'delivered', 'deferred', 'failed', 'per_hour', 'per_day', 'limit', 'date'];
const LONGEST_TITLE = 60;

/** What a column with this title holds; null = nothing that is read. */
export function fieldOf(title: string): Field | null {
  if (title.length > LONGEST_TITLE) return null;
  const folded = fold(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return FIELDS.find((field) => TITLES[field].test(folded)) ?? null;
}

/** The first column of each field. */
export function columnsOf(cells: readonly string[]): ReadonlyMap<Field, number> {
  const columns = new Map<Field, number>();
  cells.forEach((cell, index) => {
    const field = fieldOf(cell);
    if (field !== null && !columns.has(field)) columns.set(field, index);
  });
  return columns;
}

/** True for the titles of a table of figures: somebody, and how much. */
export function isHeader(columns: ReadonlyMap<Field, number>): boolean {
  const named = columns.has('login') || columns.has('account') || columns.has('domain');
  return named && (['sent', 'delivered', 'deferred', 'failed', 'per_hour', 'per_day', 'limit'] as const).some((field) => columns.has(field));
}

/** True where titles are French or Russian, which write the day first. */
export function isDayFirst(cells: readonly string[]): boolean {
  return cells.some((cell) => /[а-яё]/i.test(cell) || /[éèà]|^(domaine|compte|utilisateur|identifiant|envois|jour|limite)\b/i.test(cell.trim()));
}

/** True for the first words of a row of sums. */
export function isTotal(cell: string): boolean {
  return /^(grand )?(totals?|sum|somme|total general|итого|итог|всего|сумма)( .{0,40})?:?$/.test(fold(cell));
}
