import { CalendarDate } from '../../../contract/common.ts';
import { dayWords } from '../../../shared/day-words.ts';
import { whyWords } from '../../../shared/why-words.ts';
import { UsageError } from '../failure.ts';
import { answer, type Client, type CommonOptions, resultOf, type Terminal, withClient } from '../session.ts';

const PAGE = 500;
const LONGEST = 366;

/** `sendward reminders preview`: who gets a reminder in the coming days, when and why, and the load of each day. Writes nothing. */
export async function previewReminders(options: CommonOptions & { readonly days: string }, terminal: Terminal): Promise<void> {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > LONGEST) throw new UsageError(terminal.say('cli:reminders.badDays', { most: LONGEST }));
  await withClient(options, async (client) => {
    const calendar = await client.reminders.calendar({ days });
    const [from, to] = [calendar.days[0]?.on ?? '', calendar.days.at(-1)?.on ?? ''];
    const rows = await plannedRows(client, { from, to });
    const { catchUp, stopped, paused, excepted, timeZone } = calendar;
    const say = rowSayer(terminal);
    answer(terminal, options, {
      document: { ok: true, from, to, timeZone, days: calendar.days, rows, stopped, paused, excepted, late: catchUp.late, asks: catchUp.asks },
      words: [...rows.map(say), terminal.say('cli:reminders.planned', { count: rows.length, from, to })],
    });
  });
}

async function plannedRows(client: Client, range: { readonly from: string; readonly to: string }) {
  const rows = [];
  for (;;) {
    const page = await client.reminders.planned({ ...range, offset: rows.length, limit: PAGE });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) break;
  }
  return rows.map(({ clientName, hostName, email, timeZone, dueOn, sendAt, state, why }) => ({
    client: clientName,
    host: hostName,
    to: email,
    dueOn,
    sendAt,
    timeZone,
    state,
    why,
  }));
}

type Row = Awaited<ReturnType<typeof plannedRows>>[number];

/** When it leaves on the client's clock, the day it is due, its state, to whom, and by which steps the date came about. */
function rowSayer({ say, language }: Terminal): (row: Row) => string {
  const days = dayWords(language, new Date().getFullYear());
  return ({ sendAt, timeZone, dueOn, state, to, client, host, why }) => {
    const leaves = sendAt === null ? say('reminders:list.noDate') : say('reminders:detail.zoneOf', { when: days.moment(sendAt, timeZone), zone: timeZone });
    const reasons = why.map((step) => {
      const { key, values } = whyWords(step, { hostName: host, day: days.full });
      return say(`reminders:why.${key}`, values);
    });
    return [leaves, dueOn === null ? '' : days.short(dueOn), say(`reminders:state.${state}`), to, client, host, reasons.join(' ')].join('\t');
  };
}

interface RunCommand extends CommonOptions {
  readonly now?: string;
  readonly catchUp?: string;
}

/** `sendward reminders run`: composes and queues what is due; `outbox flush` or a running server sends. `--now` in place of the clock. */
export async function runReminders(options: RunCommand, terminal: Terminal): Promise<void> {
  const now = instantOf(options.now, terminal);
  await withClient(options, async (client) => {
    const skipped = options.catchUp === 'skip' ? (await client.reminders.answer({ decision: 'skip', ...now })).skipped : null;
    if (options.catchUp === 'send') await client.reminders.answer({ decision: 'send', perDay: null, ...now });
    const result = await resultOf(await client.reminders.run(now));
    const blocked = result.blocked.map(({ clientName, missing }) =>
      terminal.say(missing.length === 0 ? 'cli:reminders.broken' : 'cli:notice.blocked', { client: clientName, missing: missing.join(', ') }),
    );
    const held = result.paused + result.excepted;
    const stopped = Object.values(result.stopped).reduce((sum, count) => sum + count, 0);
    answer(terminal, options, {
      document: { ok: true, ...result, ...(skipped !== null && { skipped }) },
      words: [
        ...(skipped === null ? [] : [terminal.say('cli:reminders.skipped', { count: skipped })]),
        ...blocked,
        ...(result.asks > 0 ? [terminal.say('cli:reminders.asks', { count: result.asks })] : []),
        terminal.say('cli:reminders.run', { count: result.queued, held, stopped }),
      ],
    });
  });
}

/** An instant as any program writes it, with its zone; as the contract takes it. */
function instantOf(given: string | undefined, { say }: Terminal): { readonly now?: string } {
  if (given === undefined) return {};
  const [day] = given.split('T');
  // JavaScript takes 30 February for 2 March.
  const at = !CalendarDate.safeParse(day).success
    ? Number.NaN
    : /T.*(Z|[+-]\d\d:?\d\d)$/i.test(given) || /^\d{4}-\d\d-\d\d$/.test(given)
      ? Date.parse(given)
      : Number.NaN;
  if (Number.isNaN(at)) throw new UsageError(say('cli:reminders.badNow'));
  return { now: new Date(at).toISOString() };
}
