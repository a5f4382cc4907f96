import { type Draft, type DraftSection, known, list, paragraph } from './section.rules.ts';

/** Who writes to whom, about what, in which version. The reason for the message stands first (rule 001-09). */
export const who: DraftSection = ({ say }) => ({
  blocks: [
    paragraph(say('who.reason')),
    {
      type: 'table',
      head: [],
      rows: [
        [say('who.client'), '{{client_name}}'],
        [say('who.domains'), '{{domains}}'],
        [say('who.reseller'), '{{reseller_name}}'],
        [say('who.host'), '{{host_name}}'],
        [say('who.pack'), '{{pack_name}}'],
        [say('who.version'), say('who.version_value')],
        [say('who.issued'), '{{issued_on}}'],
        [say('who.hash'), '{{text_hash}}'],
      ],
    },
  ],
  basis: [],
});

function accountKind({ rules }: Draft): string {
  return known(rules.accountKind) ?? 'unknown';
}

/** What the hosting is for, what is forbidden, what a breach brings. Both words, mass mailing and spam, stand here (rule 000-18). */
export const summary: DraftSection = (draft) => {
  const { rules, say, ask } = draft;
  const breach = known(rules.suspension)?.withoutNotice === true ? 'immediate' : 'possible';
  return {
    blocks: [
      list(say(`summary.purpose.${accountKind(draft)}`), say(`summary.bulk.${known(rules.bulkPolicy) ?? 'ask'}`, { ask }), say(`summary.breach.${breach}`)),
    ],
    basis: [rules.accountKind, rules.bulkPolicy, rules.suspension],
  };
};

export const why: DraftSection = (draft) => {
  const { say } = draft;
  return {
    blocks: [
      paragraph(say(`why.sharing.${accountKind(draft)}`)),
      list(say('why.reputation'), say('why.load'), say('why.domain')),
      paragraph(say('why.common')),
    ],
    basis: [draft.rules.accountKind],
  };
};

export const definitions: DraftSection = ({ say }) => ({
  blocks: [
    list(say('definitions.mass'), say('definitions.spam'), say('definitions.lists'), say('definitions.looks')),
    paragraph(say('definitions.transactional')),
  ],
  basis: [],
});
