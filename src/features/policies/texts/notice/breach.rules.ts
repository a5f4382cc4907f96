import type { z } from 'zod';
import { type Sanction, Trigger } from '../../../../contract/rule-pack.ts';
import type { Block } from '../../../../contract/texts.ts';
import { channelHasAddress, channelInWords, unblockSteps } from '../channels.rules.ts';
import { type Draft, type DraftSection, known, list, paragraph } from '../section.rules.ts';

/** Signs any host may act on; said where the host does not name its own. */
const USUAL: readonly z.infer<typeof Trigger>[] = ['failures', 'deferrals', 'bounces', 'spike', 'complaints', 'script'];

/** What the host reacts to, with the figure if there is one. */
export const triggers: DraftSection = ({ rules, inForce, say, common, ask }) => {
  const named = known(rules.triggers) ?? [];
  const percent = inForce.maxFailurePercent;
  const signs = Trigger.options.filter((trigger) => (named.length === 0 ? USUAL : named).includes(trigger));
  return {
    blocks: [
      paragraph(named.length === 0 ? say('triggers.unknown', { ask }) : say('triggers.known')),
      list(...signs.map((trigger) => say(`triggers.${trigger}`))),
      paragraph(say('triggers.deferral_note')),
      paragraph(
        percent === null
          ? say('triggers.figure_unknown', { ask })
          : say(`triggers.figure_${percent.owner}`, { value: common('value.percent', { percent: percent.value }) }),
      ),
    ],
    basis: ['triggers', 'maxFailurePercent'],
  };
};

/** What can be stopped, how suddenly and for how long, by whom, and that others can be hit. */
export const consequences: DraftSection = (draft) => {
  const { rules, terms, say, askReseller } = draft;
  const cost = terms.cost === '' ? say('consequences.cost_unknown', { ask_reseller: askReseller }) : say('consequences.cost_known', { cost: terms.cost });
  return {
    blocks: [
      ...sanctionBlocks(draft),
      ...(known(rules.bulkPolicy) === 'whitelist_only' ? [paragraph(say('consequences.filter'))] : []),
      paragraph(say('consequences.decision')),
      paragraph(say('consequences.others')),
      paragraph(cost),
    ],
    basis: known(rules.recipientBlockDays) === null ? ['sanctions'] : ['sanctions', 'recipientBlockDays'],
    terms: ['cost'],
  };
};

function sanctionBlocks(draft: Draft): Block[] {
  const { rules, say, ask } = draft;
  const sanctions = known(rules.sanctions);
  if (sanctions === null) return [paragraph(say('consequences.unknown', { ask }))];
  if (sanctions.length === 0) return [paragraph(say('consequences.none'))];
  return [
    paragraph(say('consequences.known')),
    list(...sanctions.map((sanction) => sanctionInWords(sanction, draft))),
    ...(sanctions.some(({ warning }) => warning === 'unstated') ? [paragraph(say('consequences.notice_unstated'))] : []),
  ];
}

/** "your account (without prior notice; lifts by itself after 60 hours)": only what the host states. */
function sanctionInWords({ scope, warning, warningHours, liftsAfterHours }: Sanction, { rules, say, common }: Draft): string {
  const days = known(rules.recipientBlockDays);
  const stopped =
    scope === 'recipient' && days !== null ? say('consequences.recipient_days', { days: common('value.days', { count: days }) }) : say(`consequences.${scope}`);
  const given = warningHours === null ? say('consequences.warning_given') : say('consequences.warning_hours', { count: warningHours });
  const remarks = [
    warning === 'none' ? say('consequences.without_notice') : warning === 'given' ? given : null,
    liftsAfterHours === null ? null : say('consequences.lifts', { count: liftsAfterHours }),
  ];
  const [remark, other] = remarks.filter((each) => each !== null);
  if (remark === undefined) return stopped;
  return other === undefined ? say('consequences.remarked', { stopped, remark }) : say('consequences.remarked_twice', { stopped, remark, other });
}

/** What each side does after a block. */
export const ifItHappens: DraftSection = (draft) => {
  const { rules, terms, say, common, askReseller } = draft;
  const hours = terms.answerWithinHours;
  const answer =
    hours === null
      ? say('if_it_happens.answer_unknown', { ask_reseller: askReseller })
      : say('if_it_happens.answer_known', { value: common('value.hours', { count: hours }) });
  const blocksRecipients = known(rules.sanctions)?.some(({ scope }) => scope === 'recipient') === true;
  const steps = unblockSteps(draft);
  return {
    blocks: [
      list(
        say('if_it_happens.told'),
        answer,
        steps.length === 0 || channelHasAddress(draft, 'unblock') ? restored(draft) : null,
        blocksRecipients ? say('if_it_happens.recipient') : null,
        delisting(draft),
        say('if_it_happens.contest'),
        records(draft),
      ),
      ...(steps.length === 0 ? [] : [paragraph(say('if_it_happens.steps')), list(...steps)]),
    ],
    basis: ['channels', ...(['delisting', 'unblockSteps', 'logRetentionDays'] as const).filter((field) => rules[field].state === 'known')],
    terms: ['answerWithinHours'],
  };
};

function restored(draft: Draft): string {
  const channel = channelInWords(draft, 'unblock');
  return channel === null ? draft.say('if_it_happens.restore_unknown', { ask: draft.ask }) : draft.say('if_it_happens.restore', { channel });
}

function delisting({ rules, say }: Draft): string | null {
  const by = known(rules.delisting);
  return by === null ? null : say(`if_it_happens.delisting.${by}`);
}

function records({ rules, say, common, askReseller }: Draft): string {
  const days = known(rules.logRetentionDays);
  return days === null
    ? say('if_it_happens.records_unknown', { ask_reseller: askReseller })
    : say('if_it_happens.records', { days: common('value.days', { count: days }), ask_reseller: askReseller });
}

/** What keeps a site from being used by others; a hacked client is not accused. */
export const security: DraftSection = ({ say }) => ({
  blocks: [
    paragraph(say('security.hacked')),
    list(say('security.update'), say('security.forms'), say('security.passwords')),
    paragraph(say('security.good_faith')),
  ],
});
