import { type Language, LOCALES } from './language.ts';

/** An alert as far as its sentence needs it. */
export interface AlertToSay {
  readonly kind: AlertKindName;
  readonly facts: Readonly<Record<string, string | number | null>>;
}
const KINDS = ['near_limit', 'spike', 'failures', 'state', 'pack_suspended', 'several_bad', 'connection_lost', 'limit_changed', 'warned', 'listed'] as const;
type AlertKindName = (typeof KINDS)[number];

/** Keys below `why` of the namespace `alerts`. */
const KEYS = [
  'spike_hour',
  'spike_hour_none',
  'spike_hour_partial',
  'spike_hour_partial_none',
  'spike_day',
  'spike_day_none',
  'spike_day_partial',
  'spike_day_partial_none',
  'spike_rise',
  'near_limit_hour_messages',
  'near_limit_hour_recipients',
  'near_limit_hour_failures',
  'near_limit_day_messages',
  'near_limit_day_recipients',
  'near_limit_day_failures',
  'near_limit_domain',
  'near_limit_apart',
  'near_limit_host',
  'near_limit_forecast',
  'failures_h24',
  'failures_day',
  'failures_host',
  'state_mail_held',
  'state_mail_suspended',
  'state_suspended',
  'state_locked',
  'state_changed',
  'when_between',
  'when_host',
  'when_seen',
  'reason_given',
  'pack_suspended_panel_says',
  'pack_suspended_accounts_flipped',
  'pack_suspended_login_refused',
  'pack_suspended_by_hand',
  'several_bad',
  'several_bad_more',
  'connection_lost_failing',
  'connection_lost_refused',
  'connection_last',
  'limit_changed_hour',
  'limit_changed_day',
  'limit_changed_window',
  'limit_set_hour',
  'limit_set_day',
  'limit_set_window',
  'limit_gone_hour',
  'limit_gone_day',
  'limit_gone_window',
  'limit_accounts',
  'limit_others',
  'warned',
  'listed',
  'listed_several',
] as const;
export type AlertWordKey = (typeof KEYS)[number];

/** One sentence: its key, and what fills it. */
export interface AlertPart {
  readonly key: AlertWordKey;
  readonly values: Readonly<Record<string, string | number>>;
}

/** How instants are put into words. */
export interface AlertTimes {
  /** True of an instant that is still to come. */
  isAhead(iso: string): boolean;
  /** "14:40", or with its day when that is not today. */
  moment(iso: string): string;
  /** "21 November", of an instant. */
  day(iso: string): string;
  /** "21 November", of a calendar day (YYYY-MM-DD), whatever the zone. */
  date(day: string): string;
  /** The time alone where the day was just said: that of an instant, or a calendar day. */
  after(iso: string, before: string): string;
}

/** Instants as they are said in a language and a time zone, at an instant (epoch milliseconds). */
export function alertTimes(language: Language, timeZone: string, now: number): AlertTimes {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const long = format({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const date = format({ day: 'numeric', month: 'long' });
  const key = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const calendar = (style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(LOCALES[language], { ...style, timeZone: 'UTC' });
  const named = calendar({ day: 'numeric', month: 'long' });
  const plain = calendar({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const keyOf = (said: string): string => (DAY.test(said) ? plain : key).format(Date.parse(said));
  const sameDay = (a: number, b: number): boolean => key.format(a) === key.format(b);
  // French names a day with its article.
  const article = language === 'fr' ? 'le ' : '';
  const told = (at: number, short: boolean): string => (short ? time.format(at) : `${article}${long.format(at)}`);
  const moment = (iso: string): string => told(Date.parse(iso), sameDay(Date.parse(iso), now));
  return {
    isAhead: (iso) => Date.parse(iso) > now,
    moment,
    day: (iso) => date.format(Date.parse(iso)),
    date: (day) => named.format(Date.parse(day)),
    after: (iso, before) => told(Date.parse(iso), keyOf(iso) === keyOf(before)),
  };
}

/** What an alert says, sentence by sentence: the same in every window and notification. It tells what was seen and accuses nobody. */
export function alertParts(alert: AlertToSay, times: AlertTimes): AlertPart[] {
  const said = new Said(alert.facts, times);
  switch (alert.kind) {
    case 'spike':
      return [spike(said)];
    case 'near_limit':
      return nearLimit(said);
    case 'failures':
      return failures(said);
    case 'state':
      return [said.part(oneOf('state_', said.text('state'), 'state_changed')), ...when(said), ...reason(said)];
    case 'pack_suspended':
      return [said.counted(oneOf('pack_suspended_', said.text('because'), 'pack_suspended_accounts_flipped'), 'accounts'), ...when(said), ...reason(said)];
    case 'several_bad':
      return [said.counted(said.number('more') > 0 ? 'several_bad_more' : 'several_bad', 'accounts')];
    case 'connection_lost':
      return [
        said.part(oneOf('connection_lost_', said.text('form'), 'connection_lost_failing')),
        ...(said.has('lastAt') ? [said.part('connection_last')] : []),
      ];
    case 'limit_changed':
      return limitChanged(said);
    case 'warned':
      return [said.part('warned')];
    case 'listed':
      return [said.part(said.number('count') > 1 ? 'listed_several' : 'listed')];
  }
}

/** The facts of an alert, ready to fill sentences. */
class Said {
  readonly #facts: AlertToSay['facts'];
  readonly #values: Readonly<Record<string, string | number>>;
  readonly #times: AlertTimes;

  constructor(facts: AlertToSay['facts'], times: AlertTimes) {
    this.#facts = facts;
    this.#times = times;
    // The day of the panel; alerts of before say only when it began.
    const day = typeof facts['day'] === 'string' && DAY.test(facts['day']) ? facts['day'] : undefined;
    const from = day ?? facts['from'];
    const values: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value !== 'string' || !INSTANT.test(value)) values[name] = value ?? '';
      else if ((name === 'to' || name === 'reachedAt') && typeof from === 'string') values[name] = times.after(value, from);
      else if (name === 'since' && typeof facts['after'] === 'string') values[name] = times.after(value, facts['after']);
      else values[name] = times.moment(value);
    }
    if (day !== undefined) values['day'] = times.date(day);
    else if (typeof from === 'string') values['day'] = times.day(from);
    this.#values = values;
  }

  has(name: string): boolean {
    const value = this.#facts[name];
    return value !== null && value !== undefined && value !== '';
  }

  isAhead(name: string): boolean {
    return this.has(name) && this.#times.isAhead(this.text(name));
  }

  text(name: string): string {
    return String(this.#facts[name] ?? '');
  }

  number(name: string): number {
    return Number(this.#facts[name] ?? 0);
  }

  part(key: AlertWordKey, more: Readonly<Record<string, string | number>> = {}): AlertPart {
    return { key, values: { ...this.#values, ...more } };
  }

  /** With the number that the plural follows. */
  counted(key: AlertWordKey, name: string): AlertPart {
    return this.part(key, { count: this.number(name) });
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function oneOf(prefix: string, word: string, otherwise: AlertWordKey): AlertWordKey {
  return KEYS.find((key) => key === `${prefix}${word}`) ?? otherwise;
}

function spike(said: Said): AlertPart {
  if (said.text('form') === 'rise') return said.counted('spike_rise', 'sent');
  const window = said.text('form') === 'day' ? 'spike_day' : 'spike_hour';
  const partial = said.number('partial') === 1 ? (`${window}_partial` as const) : window;
  return said.counted(said.number('usual') === 0 ? `${partial}_none` : partial, 'sent');
}

function nearLimit(said: Said): AlertPart[] {
  const window = said.text('form') === 'day' ? 'day' : 'hour';
  const parts = [said.part(oneOf(`near_limit_${window}_`, said.text('counts'), `near_limit_${window}_messages`))];
  if (said.has('ofDomain')) parts.push(said.part('near_limit_domain'));
  if (said.has('apart')) parts.push(said.part('near_limit_apart'));
  if (said.has('host')) parts.push(said.part('near_limit_host'));
  // What was expected is no news once its time has passed.
  if (said.isAhead('reachedAt')) parts.push(said.part('near_limit_forecast', { limit: said.number(said.has('host') ? 'host' : 'own') }));
  return parts;
}

function failures(said: Said): AlertPart[] {
  const parts = [said.part(said.text('form') === 'day' ? 'failures_day' : 'failures_h24')];
  if (said.has('hostShare')) parts.push(said.part('failures_host', { hostPercent: Math.round(said.number('hostShare') * 1000) / 10 }));
  return parts;
}

function when(said: Said): AlertPart[] {
  if (said.has('hostSince')) return [said.part('when_host')];
  return said.has('since') ? [said.part(said.has('after') ? 'when_between' : 'when_seen')] : [];
}

function reason(said: Said): AlertPart[] {
  return said.has('reason') ? [said.part('reason_given')] : [];
}

function limitChanged(said: Said): AlertPart[] {
  const seconds = said.number('seconds');
  const window = seconds === 3600 ? 'hour' : seconds === 86_400 ? 'day' : 'window';
  const change = !said.has('before') ? 'set' : said.has('after') ? 'changed' : 'gone';
  const parts = [said.part(`limit_${change}_${window}`, { minutes: Math.round(seconds / 60) })];
  if (said.number('accounts') > 1) parts.push(said.counted('limit_accounts', 'accounts'));
  if (said.number('others') > 0) parts.push(said.counted('limit_others', 'others'));
  return parts;
}

/** The sentences of an alert together. `t` words a key below `why` of the namespace `alerts`. */
export function alertSentence(alert: AlertToSay, times: AlertTimes, t: (key: AlertWordKey, values: AlertPart['values']) => string): string {
  return alertParts(alert, times)
    .map(({ key, values }) => t(key, values))
    .join(' ');
}

/** The same of an alert whose kind and facts stand side by side, as in the history of a client; '' for a kind that is none. */
export function toldAlert(params: Readonly<Record<string, string | number>>, say: (alert: AlertToSay) => string): string {
  const kind = KINDS.find((known) => known === params['kind']);
  return kind === undefined ? '' : say({ kind, facts: params });
}
