import { type Draft, type DraftedSection, type DraftSection, facts, known, paragraph, type Sections } from '../section.rules.ts';

/** The steps of the source are lost: these are what every list asks for. */
const STEPS = ['002-01', '002-14'] as const;

const listing: DraftSection = ({ say }) => ({
  blocks: [
    facts([
      [say('listing.object'), '{{listed_object}}'],
      [say('listing.list'), '{{list_name}}'],
      [say('listing.reference'), '{{list_reference}}'],
      [say('listing.since'), '{{first_seen}}'],
      [say('listing.last'), '{{last_seen}}'],
    ]),
    paragraph('{{sending_stopped}}'),
  ],
  cites: [...STEPS, '000-26', '004-07', '004-08'],
});

/** Whose account it is, which notice he was told, and by which ticket the host knows of it: what hosts ask back for. */
const told: DraftSection = ({ say }) => ({
  blocks: [
    facts([
      [say('told.account'), '{{account}}'],
      [say('told.pack'), '{{pack_name}}'],
      [say('told.ticket'), '{{ticket_number}}'],
    ]),
    paragraph(say('told.proof')),
  ],
  cites: ['000-17', '000-21'],
});

const cause: DraftSection = ({ say }) => ({ blocks: [paragraph(say('cause.found'))], cites: [...STEPS, '002-02'] });

const causeForHost: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('cause.found')), paragraph(say('cause.explained'))],
  cites: [...STEPS, '002-02', '002-03'],
});

const measures: DraftSection = ({ say }) => ({ blocks: [paragraph(say('measures.done'))], cites: [...STEPS, '002-13'] });

const recurrence: DraftSection = ({ say }) => ({ blocks: [paragraph(say('recurrence.next'))], cites: STEPS });

function request(draft: Draft, holder: string): DraftedSection {
  const { rules, say } = draft;
  return {
    blocks: [paragraph('{{asked_before}}'), paragraph(say('request.remove')), paragraph(holder), paragraph(say('request.contact'))],
    basis: ['delisting'],
    cites: known(rules.delisting) === 'host' ? [...STEPS, '002-15'] : STEPS,
  };
}

/** To the host, who holds the address in most cases and has to ask himself. */
export const delistHost: Sections<'delist_host'> = {
  listing,
  told,
  cause: causeForHost,
  measures,
  recurrence,
  request: (draft) => request(draft, draft.say(`request.by_${known(draft.rules.delisting) ?? 'unknown'}`, { ask: draft.ask })),
};

/** To the list itself, from whoever holds the address or the domain: who does is known to the case. */
export const delistList: Sections<'delist_list'> = {
  listing,
  cause,
  measures,
  recurrence,
  request: (draft) => request(draft, '{{held_by}}'),
};
