import { HostedId, type IncidentId, type LetterId, PackId } from '../../src/contract/ids.ts';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import { FIELDS_OF, type MergeField, mayBeUnknown } from '../../src/contract/merge-fields.ts';
import { type Opening, openWorkshop, type Workshop } from '../reminders/workshop.ts';
import { panelAccount, readList } from '../support/hosted.ts';
import { storyText } from '../support/story.ts';

export const LISTING = { kind: 'listing', listed: '192.0.2.7', list: 'Spamhaus ZEN', reference: 'SBL1' } as const;

/** A reseller with a client who has one account at the host, as the panel shows it too, and a case about him. */
export async function openCase(subject: object = LISTING, opening: Opening = {}) {
  const shop = await openWorkshop(opening);
  const packId = PackId.parse(shop.host.packs[0]?.id);
  const clientId = await shop.addClient();
  await readList(shop, packId, [panelAccount('site1', { domain: 'site1.example' })]);
  const { id } = await shop.core.db.read.selectFrom('hosted_account').select('id').executeTakeFirstOrThrow();
  const hostedId = HostedId.parse(id);
  const opened = await shop.client.incidents.open({ packId, subject: IncidentSubject.parse(subject), concerned: [{ hostedId }] });
  return { ...shop, shop, packId, clientId, hostedId, incidentId: opened.id, ...acts(shop, opened.id) };
}

export type CaseDesk = Awaited<ReturnType<typeof openCase>>;

function acts({ client }: Workshop, id: IncidentId) {
  const state = async (step: string) => (await client.incidents.get({ id })).steps.find((each) => each.id === step)?.state;
  return {
    state,
    step: async (step: string) => (await client.incidents.get({ id })).steps.find((each) => each.id === step),
    story: async () => storyText((await client.incidents.get({ id })).story),
    find: () => client.incidents.setFindings({ id, findings: { cause: 'A hacked form', fix: 'The form was removed', prevention: 'Forms need a code' } }),
    /** Everything that stands before the asking, but cause, fix and prevention. */
    mend: async () => {
      for (const { id: step, phase } of (await client.incidents.get({ id })).steps) {
        if (phase !== 'ask' && phase !== 'close' && step !== 'write_down') await client.incidents.setStep({ id, step, state: 'done', note: 'done' });
      }
    },
  };
}

/** Takes the message of a letter out of the queue, as somebody does there. */
export async function takeOut({ client }: Pick<Workshop, 'client'>, letterId: LetterId): Promise<void> {
  const { outboxId } = await client.letters.get({ id: letterId });
  if (outboxId === null) throw new Error('It is handed in');
  await client.outbox.cancel({ ids: [outboxId] });
}

/** A letter that may be written as it stands. */
export const WARNING: { kind: 'spike_warning'; values: { failure_count: string }; notKnown: MergeField[] } = {
  kind: 'spike_warning',
  values: { failure_count: '300' },
  notKnown: FIELDS_OF.spike_warning.filter(mayBeUnknown),
};
