import { type Draft, type DraftSection, facts, known, list, paragraph } from '../section.rules.ts';

/** Who writes to whom, about what, in which version, and what is new in it. The reason for the message stands first (rule 001-09). */
export const who: DraftSection = ({ say, changes }) => ({
  blocks: [
    paragraph(say('who.reason')),
    ...(changes === null ? [] : [paragraph(say('who.changes', { number: changes.number, changelog: changes.changelog }))]),
    facts([
      [say('who.client'), '{{client_name}}'],
      [say('who.domains'), '{{domains}}'],
      [say('who.reseller'), '{{reseller_name}}'],
      [say('who.host'), '{{host_name}}'],
      [say('who.pack'), '{{pack_name}}'],
      [say('who.version'), say('who.version_value')],
      [say('who.issued'), '{{issued_on}}'],
      [say('who.hash'), '{{text_hash}}'],
    ]),
  ],
});

function accountKind({ rules }: Draft): string {
  return known(rules.accountKind) ?? 'unknown';
}

/** What the hosting is for, what is forbidden, what a breach brings. Both words, mass mailing and spam, stand here (rule 000-18). */
export const summary: DraftSection = (draft) => {
  const { rules, say, ask } = draft;
  const immediate = known(rules.sanctions)?.some(({ warning }) => warning === 'none') === true;
  return {
    blocks: [
      list(
        say(`summary.purpose.${accountKind(draft)}`),
        say(`summary.bulk.${known(rules.bulkPolicy) ?? 'ask'}`, { ask }),
        say(`summary.breach.${immediate ? 'immediate' : 'possible'}`),
      ),
    ],
    basis: ['accountKind', 'bulkPolicy', 'sanctions'],
  };
};

/** Shared addresses, shared quota, shared load: what one client's mailing does to the others. */
export const why: DraftSection = (draft) => {
  const { say } = draft;
  const kind = accountKind(draft);
  return {
    blocks: [
      paragraph(say(`why.sharing.${kind}`)),
      list(say('why.reputation'), kind === 'vps' ? null : say('why.quota'), say('why.load'), say('why.domain'), say('why.filters')),
      paragraph(say('why.common')),
    ],
    basis: ['accountKind'],
  };
};

/** What counts as mass mailing and as spam, and what does not. */
export const definitions: DraftSection = ({ say }) => ({
  blocks: [
    list(say('definitions.mass'), say('definitions.spam'), say('definitions.lists'), say('definitions.looks')),
    paragraph(say('definitions.transactional')),
  ],
});
