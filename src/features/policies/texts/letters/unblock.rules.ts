import type { Block } from '../../../../contract/texts.ts';
import { LIMIT_BASIS, limitRows } from '../limits.rules.ts';
import { type Draft, type DraftSection, facts, known, list, paragraph, type Sections } from '../section.rules.ts';

const subject: DraftSection = ({ say }) => ({
  blocks: [
    facts([
      [say('subject.reference'), '{{reference}}'],
      [say('subject.account'), say('subject.account_value')],
      [say('subject.domains'), '{{domains}}'],
      [say('subject.blocked'), say('subject.blocked_value')],
      [say('subject.ip'), '{{ip_address}}'],
    ]),
  ],
  cites: ['000-29', '001-24', '001-25', '004-09', '004-11'],
});

const told: DraftSection = ({ say }) => ({ blocks: [paragraph(say('told.proof'))], cites: ['000-17', '000-18', '000-19', '000-21'] });

const cause: DraftSection = ({ say }) => ({ blocks: [paragraph(say('cause.found')), paragraph(say('cause.seen'))], cites: ['002-02', '002-03'] });

const measures: DraftSection = ({ say }) => ({ blocks: [paragraph(say('measures.done'))], cites: ['002-12', '002-14'] });

/** The sites of the pack that did nothing are to be restored first. */
const innocent: DraftSection = ({ say }) => ({ blocks: [paragraph(say('innocent.first'))], cites: ['000-20', '000-27', '001-22'] });

const request: DraftSection = ({ rules, say }) => ({
  blocks: [paragraph(say('request.unblock')), ...(known(rules.delisting) === 'reseller' ? [] : [paragraph(say('request.delist'))])],
  basis: (['delisting', 'channels'] as const).filter((field) => rules[field].state === 'known'),
  cites: ['000-29', '001-25', '002-14', '004-11'],
});

/** The limits kept from now on; whoever reads this letter is asked for those that are not known. */
const commitment: DraftSection = (draft) => ({
  blocks: [...limitBlocks(draft), paragraph(draft.say('commitment.watch')), paragraph(draft.say('commitment.contact'))],
  basis: LIMIT_BASIS,
  cites: ['001-19', '001-33'],
});

/** Known limits one a line; the others are named once and asked for. */
function limitBlocks(draft: Draft): Block[] {
  const { say, common } = draft;
  const rows = limitRows(draft);
  const stated = rows.flatMap(({ label, value }) => (value === null ? [] : [common('labelled', { label, value })]));
  const open = rows.flatMap(({ label, value }) => (value === null ? [label] : []));
  return [
    ...(stated.length === 0 ? [] : [paragraph(say('commitment.limits')), list(...stated)]),
    ...(open.length === 0 ? [] : [paragraph(say('commitment.limits_unknown')), list(...open)]),
  ];
}

/** From the reseller to the host, on one page. */
export const unblockRequest: Sections<'unblock_request'> = { subject, told, cause, measures, innocent, request, commitment };
