import type { Block } from '../../../../contract/texts.ts';
import { ACCOUNT_LIMIT, LIMIT_BASIS, limitRows } from '../limits.rules.ts';
import { type Draft, type DraftSection, facts, known, list, paragraph, type Sections } from '../section.rules.ts';

const subject: DraftSection = ({ say }) => ({
  blocks: [
    facts([
      [say('subject.reference'), '{{reference}}'],
      [say('subject.ticket'), '{{ticket_number}}'],
      [say('subject.account'), '{{account}}'],
      [say('subject.pack'), '{{pack_name}}'],
      [say('subject.domains'), '{{domains}}'],
      [say('subject.blocked'), '{{blocked_object}}'],
      [say('subject.since'), '{{blocked_since}}'],
    ]),
  ],
  cites: ['000-29', '001-24', '001-25', '004-09', '004-11'],
});

const told: DraftSection = ({ say }) => ({ blocks: [paragraph(say('told.proof'))], cites: ['000-17', '000-18', '000-19', '000-21'] });

const cause: DraftSection = ({ say }) => ({
  blocks: [paragraph(say('cause.found')), paragraph(say('cause.seen')), paragraph('{{sending_stopped}}'), paragraph(say('cause.explained'))],
  cites: ['002-02', '002-03'],
});

const measures: DraftSection = ({ say }) => ({ blocks: [paragraph(say('measures.done'))], cites: ['002-12', '002-14'] });

/** The sites of the pack that did nothing are to be restored first. */
const innocent: DraftSection = ({ say }) => ({ blocks: [paragraph(say('innocent.first'))], cites: ['000-20', '000-27', '001-22'] });

const request: DraftSection = ({ rules, say }) => ({
  blocks: [
    paragraph('{{asked_before}}'),
    paragraph(say('request.unblock')),
    ...(known(rules.delisting) === 'reseller' ? [] : [paragraph(say('request.delist'))]),
  ],
  basis: (['delisting', 'channels'] as const).filter((field) => rules[field].state === 'known'),
  cites: ['000-29', '001-25', '002-14', '004-11'],
});

/** The limits kept from now on; whoever reads this letter is asked for those that are not known. */
const commitment: DraftSection = (draft) => ({
  blocks: [...limitBlocks(draft), paragraph(draft.say('commitment.watch')), paragraph(draft.say('commitment.contact'))],
  basis: LIMIT_BASIS,
  cites: ['001-19', '001-33'],
});

/** Known limits one a line; the others are asked for in one sentence, so that the letter keeps to its page. */
function limitBlocks(draft: Draft): Block[] {
  const { say, common } = draft;
  // A sentence of its own says what the panel shows.
  const rows = limitRows(draft, draft.limitIsKnown ? ACCOUNT_LIMIT : null).filter(({ value }) => value !== ACCOUNT_LIMIT);
  const account = say('commitment.account');
  const stated = rows.flatMap(({ label, value }) => (value === null ? [] : [common('labelled', { label, value })]));
  const open = rows.flatMap(({ label, value }) => (value === null ? [`${label.slice(0, 1).toLowerCase()}${label.slice(1)}`] : []));
  return [
    ...(stated.length === 0 ? [paragraph(account)] : [paragraph(say('commitment.limits')), list(...stated, account)]),
    ...(open.length === 0 ? [] : [paragraph(say('commitment.limits_unknown', { limits: open.join(', ') }))]),
  ];
}

/** From the reseller to the host, on one page. */
export const unblockRequest: Sections<'unblock_request'> = { subject, told, cause, measures, innocent, request, commitment };
