import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { Outbox } from '../outbox/index.ts';
import { close, concern, note, reopen, setDay, setFindings, setStep } from './act.ts';
import { alikeCase } from './alike.ts';
import { analysesFor } from './analyses.ts';
import { readAnswer } from './answer/answer.rules.ts';
import { listIncidents } from './incidents.repo.ts';
import { valuesForLetter } from './letter.ts';
import { type Opening, openIncident, takeVerdict } from './open.ts';
import { setSubject } from './subject.ts';
import { casesOf, dayOf, findCase, incidentOf, rowOf } from './view.ts';

/** Opening one from a mail of the host is done elsewhere: reading that needs what stands on cases. */
type Own = Omit<Handlers<Contract['incidents']>, 'report' | 'open'> & {
  readonly open: (opening: Opening, call: { readonly signal: AbortSignal | undefined }) => ReturnType<Handlers<Contract['incidents']>['open']>;
};

/** The functions of `contract.incidents`, but for the report and for opening one from a mail. */
export function incidentsHandlers(core: Core, outbox: Pick<Outbox, 'withdraw'>): Own {
  const get = async (id: string) => incidentOf(core, core.db.read, await findCase(core, core.db.read, id));
  const after =
    <I extends { readonly id: string }>(work: (core: Core, input: I) => Promise<void>) =>
    async (input: I) => {
      await work(core, input);
      return await get(input.id);
    };
  return {
    list: (query) => list(core, query),
    get: ({ id }) => get(id),
    alike: (sought) => alikeCase(core, sought),
    analyses: (which) => analysesFor(core, which),
    open: async (opening) => get(await openIncident(core, opening)),
    setStep: after(setStep),
    setDay: after(setDay),
    setSubject: after(setSubject),
    setFindings: after(setFindings),
    takeVerdict: after(takeVerdict),
    concern: after(concern),
    note: after(note),
    letterValues: (wanted) => valuesForLetter(core, wanted),
    readAnswer: async ({ text, ...how }) => {
      const { questions, objections, sufficient } = readAnswer(text, { ...how, today: dayOf(core, core.clock.now()) });
      return { questions: [...questions], objections: [...objections], sufficient };
    },
    close: after((_core, input) => close(core, outbox, input)),
    reopen: after(reopen),
  };
}

/** Cases are few: which of them are due or stale depends on their steps and on the day, so all are looked at. */
async function list(core: Core, { show, offset, limit, ...which }: Parameters<Own['list']>[0]): ReturnType<Own['list']> {
  const db = core.db.read;
  const all = (await casesOf(core, db, await listIncidents(db, which))).map((found) => rowOf(core, found));
  const chosen = {
    open: all.filter(({ closedAt }) => closedAt === null).sort((a, b) => (a.next?.on ?? '').localeCompare(b.next?.on ?? '')),
    stale: all.filter(({ stale }) => stale),
    closed: all.filter(({ closedAt }) => closedAt !== null),
    all,
  };
  const rows = chosen[show];
  const counts = { open: chosen.open.length, stale: chosen.stale.length, closed: chosen.closed.length };
  return { total: rows.length, rows: rows.slice(offset, offset + limit), counts };
}
