import type { HostMail } from '../../../contract/host-mails.ts';
import { type ClientId, type FileRef, type HostedId, IncidentId, type PackId } from '../../../contract/ids.ts';
import type { Incident, IncidentSubject } from '../../../contract/incidents.ts';
import { whatOf } from '../../../shared/case-what.ts';
import { SaidError } from '../failure.ts';
import { putFile } from '../files.ts';
import { answer, type Client, type CommonOptions, type Terminal, withClient } from '../session.ts';

interface OpenCommand extends CommonOptions {
  readonly dryRun?: boolean;
}

/** Cases that are asked for at once. */
const MOST = 500;

/** A case as a mail describes it. */
interface Described {
  readonly packId: PackId;
  readonly subject: IncidentSubject;
  readonly concerned: HostMail['concerned'];
}

/** `sendward case open FILE`: reads a mail of the host and opens the case it describes, with the mail kept in it; of a mail that stopped several accounts, one each. */
export async function openCases(file: string, options: OpenCommand, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const fileRef = await putFile(client, file, terminal);
    const mail = await client.hostMails.read({ source: { fileRef } });
    const described = describedBy(mail, terminal);
    if (options.dryRun === true) {
      const words = described.map(({ subject }) => terminal.say('cli:case.would', { what: whatIn(subject, terminal) }));
      return answer(terminal, options, { document: { ok: true, mail }, words });
    }
    for (const one of described) await requireNew(client, one, terminal);
    const opened = await openInTurn(described, (one) => client.incidents.open(openingOf(one, mail, fileRef)), terminal);
    const cases = opened.map(({ id, reference }) => ({ id, reference }));
    answer(terminal, options, { document: { ok: true, cases }, words: cases.map(({ reference }) => terminal.say('cli:case.opened', { reference })) });
  });
}

/** What happened, in one sentence. */
function whatIn(subject: IncidentSubject, { say }: Terminal): string {
  const { key, values } = whatOf(subject);
  return say(`incidents:what.${key}`, values);
}

/** Opens one case after the other. Fails as `open` does, and then says which are open already: they stay. */
export async function openInTurn<T>(
  described: readonly T[],
  open: (one: T) => Promise<Pick<Incident, 'id' | 'reference'>>,
  { note, say }: Pick<Terminal, 'note' | 'say'>,
): Promise<readonly Pick<Incident, 'id' | 'reference'>[]> {
  const opened: Pick<Incident, 'id' | 'reference'>[] = [];
  try {
    for (const one of described) opened.push(await open(one));
  } catch (error) {
    if (opened.length > 0) note(say('cli:case.openedBefore', { references: opened.map(({ reference }) => reference).join(', ') }));
    throw error;
  }
  return opened;
}

/** `sendward case add FILE CASE`: keeps a further mail of the host with an open case, named as `2026-003` or by its id. */
export async function addToCase({ file, name }: { readonly file: string; readonly name: string }, options: CommonOptions, terminal: Terminal): Promise<void> {
  await withClient(options, async (client) => {
    const incidentId = await caseNamed(client, name, terminal);
    const { mailId } = await client.hostMails.add({ incidentId, source: { fileRef: await putFile(client, file, terminal) } });
    const { reference, ticket, answerBy } = await client.incidents.get({ id: incidentId });
    const document = { ok: true, mailId, case: { id: incidentId, reference, ticket, answerBy } };
    answer(terminal, options, { document, words: [terminal.say('cli:case.added', { reference })] });
  });
}

async function caseNamed(client: Client, name: string, { say }: Terminal): Promise<IncidentId> {
  const id = IncidentId.safeParse(name);
  if (id.success) return id.data;
  for (let offset = 0; ; offset += MOST) {
    const { rows } = await client.incidents.list({ show: 'all', offset, limit: MOST });
    const found = rows.find(({ reference }) => reference === name);
    if (found !== undefined) return found.id;
    if (rows.length < MOST) throw new SaidError('incident_not_found', say('errors:incident_not_found'));
  }
}

/** What a case cannot be opened without. Of the rest somebody can still be asked. */
const NEEDED: readonly HostMail['gaps'][number][] = ['pack', 'listed', 'list'];

/** Says what is missing where the mail is no case, or does not say enough for one. */
function describedBy({ kind, subject, packId, concerned, gaps }: HostMail, { say, language }: Terminal): Described[] {
  if (kind === null) throw new SaidError('report_unknown', say('cli:case.none'));
  if (subject === null || packId === null) {
    const missing = gaps.filter((gap) => NEEDED.includes(gap)).map((gap) => say(`hostMails:gap.${gap}`));
    throw new SaidError('report_unknown', say('cli:case.gaps', { gaps: new Intl.ListFormat(language).format(missing) }));
  }
  const own = concerned.flatMap((account) => (account.subject === null ? [] : [{ packId, subject: account.subject, concerned: [account] }]));
  return own.length > 0 ? own : [{ packId, subject, concerned }];
}

type Person = { readonly hostedId: HostedId } | { readonly clientId: ClientId };

/** An account that a panel showed, else the client it is of. */
function personOf({ hostedId, clientId }: HostMail['concerned'][number]): Person[] {
  if (hostedId !== null) return [{ hostedId }];
  return clientId === null ? [] : [{ clientId }];
}

/** A case that is open about the same is gone on with, and no second one is begun. */
async function requireNew(client: Client, { packId, subject, concerned }: Described, { say }: Terminal): Promise<void> {
  const people = concerned.flatMap(personOf);
  const hostedIds = people.flatMap((person) => ('hostedId' in person ? [person.hostedId] : []));
  const clientIds = people.flatMap((person) => ('clientId' in person ? [person.clientId] : []));
  const { found } = await client.incidents.alike({ packId, subject, hostedIds, clientIds });
  if (found !== null) throw new SaidError('incident_exists', say('cli:case.alike', { reference: found.reference }));
}

function openingOf({ packId, subject, concerned }: Described, mail: HostMail, fileRef: FileRef): Parameters<Client['incidents']['open']>[0] {
  const { occurredAt, answerBy, ticket, mailSubject, text } = mail;
  return {
    ...{ packId, subject, ticket, mail: { fileRef } },
    concerned: concerned.flatMap(personOf),
    note: `${mailSubject}\n\n${text}`.trim().slice(0, 5000),
    ...(occurredAt !== null && { occurredAt }),
    ...(answerBy !== null && { answerBy }),
  };
}
