import { type Draft, type DraftedSection, type DraftSection, facts, known, paragraph, type Sections } from '../section.rules.ts';

/** The steps of the source are lost: these are what every list asks for. */
const STEPS = ['002-01', '002-14'] as const;

const listing: DraftSection = ({ say }) => ({
  blocks: [
    facts([
      [say('listing.ip'), '{{ip_address}}'],
      [say('listing.list'), '{{list_name}}'],
      [say('listing.reference'), '{{list_reference}}'],
      [say('listing.seen'), say('listing.seen_value')],
    ]),
    paragraph(say('listing.stopped')),
  ],
  cites: [...STEPS, '000-26', '004-07', '004-08'],
});

const cause: DraftSection = ({ say }) => ({ blocks: [paragraph(say('cause.found'))], cites: [...STEPS, '002-02'] });

const measures: DraftSection = ({ say }) => ({ blocks: [paragraph(say('measures.done'))], cites: [...STEPS, '002-13'] });

const recurrence: DraftSection = ({ say }) => ({ blocks: [paragraph(say('recurrence.next'))], cites: STEPS });

function request(draft: Draft, delisting: string): DraftedSection {
  const { rules, say } = draft;
  return {
    blocks: [paragraph(say('request.remove')), paragraph(delisting), paragraph(say('request.contact'))],
    basis: ['delisting'],
    cites: known(rules.delisting) === 'host' ? [...STEPS, '002-15'] : STEPS,
  };
}

/** To the host, who holds the address in most cases and has to ask himself. */
export const delistHost: Sections<'delist_host'> = {
  listing,
  cause,
  measures,
  recurrence,
  request: (draft) => request(draft, draft.say(`request.by_${known(draft.rules.delisting) ?? 'unknown'}`, { ask: draft.ask })),
};

/** To the list itself, from whoever holds the address. */
export const delistList: Sections<'delist_list'> = {
  listing,
  cause,
  measures,
  recurrence,
  request: (draft) => request(draft, draft.say(known(draft.rules.delisting) === 'host' ? 'request.held_by_host' : 'request.held')),
};
