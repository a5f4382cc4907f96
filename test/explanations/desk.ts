import { Explanation } from '../../src/contract/explanations.ts';
import { ClientId, ExplanationId, FileRef, type IncidentId, PackId } from '../../src/contract/ids.ts';
import { Incident, type StepId } from '../../src/contract/incidents.ts';
import { type Opening, openWorkshop } from '../reminders/workshop.ts';

/** A reseller's whole app with a case about one client. */
export async function openCase(opening: Opening = {}) {
  const work = await openWorkshop(opening);
  const packId = PackId.parse(work.host.packs[0]?.id);
  const clientId = await work.addClient({ company: 'Boulangerie du Port', email: 'jeanne@boulangerie.example' });
  const subject = { kind: 'listing', listed: '192.0.2.7', list: 'Example list', reference: '', holder: 'host' } as const;
  const incident = Incident.parse(await work.client.incidents.open({ packId, subject, concerned: [{ clientId }], note: '' }));
  const incidentId: IncidentId = incident.id;
  const of = () => work.client.explanations;
  const ask = (more: Partial<Parameters<ReturnType<typeof of>['ask']>[0]> = {}) => of().ask({ incidentId, clientId, ...more });

  /** Letters in the order they leave, with how their messages stand. */
  async function letters(id: string) {
    return (await of().get({ id: ExplanationId.parse(id) })).letters.map(({ purpose, on, state }) => ({ purpose, on, state }));
  }
  async function stepOf(step: StepId) {
    return (await work.client.incidents.get({ id: incidentId })).steps.find(({ id }) => id === step)?.state;
  }
  /** The Message-ID of the request of a round. */
  async function messageId(id: string): Promise<string> {
    const row = await work.db.read
      .selectFrom('explanation_letter')
      .innerJoin('letter', 'letter.id', 'explanation_letter.letter_id')
      .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
      .where('explanation_letter.explanation_id', '=', id)
      .where('explanation_letter.purpose', '=', 'request')
      .select('outbox.message_id')
      .executeTakeFirstOrThrow();
    return row.message_id;
  }
  async function put(name: string, content: string): Promise<FileRef> {
    return FileRef.parse((await work.core.files.put(name, 'message/rfc822', new TextEncoder().encode(content))).ref);
  }
  /** Drops mails where replies are read. */
  async function drop(...mails: readonly string[]) {
    const fileRefs: FileRef[] = [];
    for (const [index, mail] of mails.entries()) fileRefs.push(await put(`${index}.eml`, mail));
    return await work.done(work.client.acknowledgements.readFiles({ fileRefs }));
  }
  /** Days go by, and on each what is due leaves. */
  async function live(days: number) {
    for (let day = 0; day < days; day++) {
      work.clock.sleep(86_400_000);
      await work.flush();
    }
  }
  const round = async (): Promise<Explanation> => Explanation.parse((await of().list({ incidentId }))[0]);
  return { ...work, packId, clientId: ClientId.parse(clientId), incident, incidentId, of, ask, letters, stepOf, messageId, put, drop, live, round };
}

export type OpenCase = Awaited<ReturnType<typeof openCase>>;

/** A mail as a client writes it. */
export function mailOf({ own, ...given }: { own: string; from?: string; subject?: string; answers?: string; headers?: readonly string[] }): string {
  return [
    `From: ${given.from ?? 'Jeanne <jeanne@boulangerie.example>'}`,
    'To: aide@atelier.example',
    `Subject: ${given.subject ?? 'Re: Questions'}`,
    'Date: Tue, 06 Jan 2026 14:00:00 +0100',
    `Message-ID: <${own.length}.${given.subject ?? ''}@boulangerie.example>`.replaceAll(' ', '-'),
    ...(given.answers === undefined ? [] : [`In-Reply-To: ${given.answers}`, `References: ${given.answers}`]),
    ...(given.headers ?? []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    own,
    '',
    '> Please answer each of the questions below, for each mailing concerned.',
    '> nothing to add',
  ].join('\r\n');
}
