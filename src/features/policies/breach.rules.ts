import type { z } from 'zod';
import { type SuspensionScope, Trigger } from '../../contract/rule-pack.ts';
import { type Draft, type DraftSection, known, list, paragraph } from './section.rules.ts';

/** Signs any host may act on; said where the host does not name its own. */
const USUAL: readonly z.infer<typeof Trigger>[] = ['failures', 'deferrals', 'bounces', 'spike', 'complaints', 'script'];

/** What the host reacts to, with the figure if it gives one. */
export const triggers: DraftSection = ({ rules, say, ask }) => {
  const named = known(rules.triggers);
  const percent = known(rules.maxFailurePercent);
  const signs = Trigger.options.filter((trigger) => (named ?? USUAL).includes(trigger));
  return {
    blocks: [
      paragraph(named === null ? say('triggers.unknown', { ask }) : say('triggers.known')),
      list(...signs.map((trigger) => say(`triggers.${trigger}`))),
      paragraph(percent === null ? say('triggers.figure_unknown', { ask }) : say('triggers.figure_known', { value: say('value.percent', { percent }) })),
    ],
    basis: [rules.triggers, rules.maxFailurePercent],
  };
};

/** What can be stopped, how suddenly, by whom, and that others can be hit. */
export const consequences: DraftSection = (draft) => {
  const { rules, terms, say, ask, askReseller } = draft;
  const suspension = known(rules.suspension);
  const cost = terms.cost === '' ? say('consequences.cost_unknown', { ask_reseller: askReseller }) : say('consequences.cost_known', { cost: terms.cost });
  return {
    blocks: [
      ...(suspension === null
        ? [paragraph(say('consequences.unknown', { ask }))]
        : [
            paragraph(say('consequences.known')),
            list(...suspension.scopes.map((scope) => scopeInWords(scope, draft))),
            paragraph(say(suspension.withoutNotice ? 'consequences.without_notice' : 'consequences.notice_unstated')),
          ]),
      ...(known(rules.bulkPolicy) === 'whitelist_only' ? [paragraph(say('consequences.filter'))] : []),
      paragraph(say('consequences.decision')),
      paragraph(say('consequences.others')),
      paragraph(cost),
    ],
    basis: [rules.suspension, rules.recipientBlockDays],
  };
};

function scopeInWords(scope: z.infer<typeof SuspensionScope>, { rules, say }: Draft): string {
  const days = known(rules.recipientBlockDays);
  if (scope === 'recipient' && days !== null) return say('consequences.recipient_days', { days: say('value.days', { count: days }) });
  return say(`consequences.${scope}`);
}

/** What each side does after a block. */
export const ifItHappens: DraftSection = ({ rules, terms, say, ask, askReseller }) => {
  const hours = terms.answerWithinHours;
  const answer =
    hours === null
      ? say('if_it_happens.answer_unknown', { ask_reseller: askReseller })
      : say('if_it_happens.answer_known', { value: say('value.hours', { count: hours }) });
  const blocksRecipients = known(rules.suspension)?.scopes.includes('recipient') === true;
  return {
    blocks: [
      list(
        say('if_it_happens.told'),
        answer,
        say(`if_it_happens.restore.${known(rules.channel) ?? 'ask'}`, { ask }),
        blocksRecipients ? say('if_it_happens.recipient') : null,
        say('if_it_happens.contest'),
        say('if_it_happens.records', { ask_reseller: askReseller }),
      ),
    ],
    basis: [rules.channel],
  };
};

export const security: DraftSection = ({ say }) => ({
  blocks: [
    paragraph(say('security.hacked')),
    list(say('security.update'), say('security.forms'), say('security.passwords')),
    paragraph(say('security.good_faith')),
  ],
  basis: [],
});
