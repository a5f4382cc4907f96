import { createTexts } from '../../src/adapters/texts.ts';
import type { Booted } from '../../src/boot/boot.ts';
import type { Alert } from '../../src/contract/alerts.ts';
import type { Texts } from '../../src/ports/texts.ts';
import { alertSentence, alertTimes } from '../../src/shared/alert-words.ts';
import type { Language } from '../../src/shared/language.ts';
import type { FromCore } from './messages.ts';

type Notice = Extract<FromCore, { kind: 'alerts' }>['notice'];

/** Tells main what is new in alerts, now and whenever it changes: how many nobody has seen, and one notice of all that are new. */
export async function tellAlerts({ app, clock }: Booted, post: (message: FromCore) => void): Promise<void> {
  const texts = createTexts();
  const tell = async (): Promise<void> => {
    const { unseen, fresh } = await app.client.alerts.news({});
    const { language } = await app.client.settings.get({});
    post({ kind: 'alerts', unseen, notice: noticeOf(fresh, { texts, language: language ?? 'en', timeZone: clock.timeZone(), now: clock.now() }) });
  };
  await tell();
  for await (const { topics } of await app.client.system.changes({})) if (topics.includes('alerts')) await tell();
}

export interface Wording {
  readonly texts: Texts;
  readonly language: Language;
  readonly timeZone: string;
  readonly now: number;
}

/** How many are named when there are several. */
const NAMED = 3;

/** One alert with its sentence, or several folded into one notice; null = nothing is new. */
export function noticeOf(fresh: readonly Alert[], wording: Wording): Notice {
  const [first] = fresh;
  if (first === undefined) return null;
  const { texts, language, timeZone, now } = wording;
  if (fresh.length === 1) {
    const title = texts.t(language, 'alerts:news.one', { level: texts.t(language, `alerts:level.${first.level}`), name: nameOf(first) });
    const times = alertTimes(language, timeZone, now);
    const body = alertSentence(first, times, (key, values) => texts.t(language, `alerts:why.${key}`, values));
    return { title, body, path: `/hosts/alerts/${first.id}` };
  }
  const lines = fresh
    .slice(0, NAMED)
    .map((alert) => texts.t(language, 'alerts:news.line', { name: nameOf(alert), kind: texts.t(language, `alerts:kind.${alert.kind}`) }));
  if (fresh.length > NAMED) lines.push(texts.t(language, 'alerts:news.more', { count: fresh.length - NAMED }));
  return { title: texts.t(language, 'alerts:news.title', { count: fresh.length }), body: lines.join('\n'), path: '/hosts/alerts' };
}

function nameOf({ domain, login, packName }: Alert): string {
  return domain || login || packName;
}
