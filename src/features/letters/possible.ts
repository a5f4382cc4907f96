import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { OwnLetterKind } from '../../contract/letters.ts';
import type { Core } from '../core.ts';
import { findHost } from '../hosts/index.ts';
import { type Case, findCase, keptMails } from '../incidents/index.ts';
import { isMeant, LETTER_FORMS, neededFigures, stepFor } from './forms.rules.ts';
import { blockOf, gather } from './gather.ts';
import { handInWay, likelyChannel } from './hand-in.rules.ts';
import { lettersOf } from './letters.repo.ts';

type Possible = Handlers<Contract['letters']>['possible'];

/** Letters a case may have or has, in the order of its steps, with what keeps each from being written. Throws `incident_not_found`. */
export async function possibleLetters(core: Core, incidentId: Parameters<Possible>[0]['incidentId']): ReturnType<Possible> {
  const found = await findCase(core, core.db.read, incidentId);
  const letters = await lettersOf(core.db.read, incidentId);
  const { rules } = await findHost(core.db.read, found.stored.hostId);
  const hasMail = (await keptMails(core.db.read, incidentId)).length > 0;
  const rows: Awaited<ReturnType<Possible>> = [];
  for (const kind of kindsOf(found)) {
    const own = letters.filter((letter) => letter.kind === kind);
    const gathered = await gather(core, { incidentId, kind, values: {}, notKnown: [] });
    const isPointless = !isMeant(kind, found.stored.subject) || neededFigures(kind, gathered.composed.values).length > 0;
    if (isPointless && own.length === 0) continue;
    const isToHost = LETTER_FORMS[kind].reader === 'host';
    const handIn = handInWay(rules, kind);
    rows.push({
      kind,
      step: stepFor(kind, found.steps),
      reader: LETTER_FORMS[kind].reader,
      language: gathered.composed.content.language,
      blocked: await blockOf(core, gathered, kind),
      written: own.filter(({ state }) => state !== 'withdrawn').length,
      handIn,
      // A list knows nothing of the host's ticket, nor of his mail.
      giveAs: isToHost ? { ticket: gathered.composed.values.ticket_number ?? '', channel: likelyChannel(handIn, hasMail) } : { ticket: '', channel: null },
    });
  }
  return rows;
}

function kindsOf({ steps }: Case): OwnLetterKind[] {
  const place = (kind: OwnLetterKind): number => {
    const at = steps.findIndex(({ id }) => id === LETTER_FORMS[kind].steps.find((step) => steps.some((own) => own.id === step)));
    return at === -1 ? steps.length : at;
  };
  return OwnLetterKind.options.filter((kind) => place(kind) < steps.length).sort((a, b) => place(a) - place(b));
}
