import type { Block } from '../../../../contract/texts.ts';
import { singleLine } from '../../../../shared/text.ts';
import { channelInWords } from '../channels.rules.ts';
import { LIMIT_BASIS, limitRows, limitTable } from '../limits.rules.ts';
import { type Draft, type DraftSection, known, list, paragraph } from '../section.rules.ts';
import { unsubscribeSentence } from '../unsubscribe.rules.ts';

/** What may be sent on this host. */
export const allowed: DraftSection = (draft) => ({
  blocks: [list(draft.say('allowed.ordinary'), ...bulkItems(draft), automationItem(draft))],
  basis: known(draft.rules.bulkPolicy) === 'whitelist_only' ? ['bulkPolicy', 'whitelist'] : ['bulkPolicy', 'smallMailingMax', ...automationBasis(draft)],
});

function automationBasis({ rules }: Draft) {
  return known(rules.automation) === null ? [] : (['automation'] as const);
}

function bulkItems(draft: Draft): (string | null)[] {
  const { rules, say, ask } = draft;
  const policy = known(rules.bulkPolicy) ?? 'ask';
  const sentence = say(`allowed.${policy}`, { ask });
  switch (policy) {
    case 'tolerated_small':
      return [sentence, smallSize(draft)];
    case 'not_intended':
      return [sentence, known(rules.automation) === 'paced' ? say('allowed.spread') : null];
    case 'whitelist_only':
      return [sentence, ...whitelistItems(draft), say('allowed.whitelist_early')];
    default:
      return [sentence];
  }
}

function smallSize({ inForce, say, common, ask }: Draft): string {
  const size = inForce.smallMailingMax;
  if (size === null) return say('allowed.small_unknown', { ask });
  return say(`allowed.small_${size.owner}`, { value: common('value.recipients', { count: size.value }) });
}

/** On which servers the host grants it, what the application shows, and to whom it goes. */
function whitelistItems(draft: Draft): (string | null)[] {
  const { rules, say, common, ask } = draft;
  const whitelist = known(rules.whitelist);
  if (whitelist === null) return [say('allowed.whitelist_unknown', { ask })];
  if (!whitelist.possible) return [say('allowed.whitelist_impossible')];
  const servers = whitelist.servers.map((server) => common(`server.${server}`)).join(', ');
  const evidence = whitelist.evidence.map((each) => common(`evidence.${each}`)).join(', ');
  const channel = channelInWords(draft, 'whitelist');
  return [
    servers === '' ? null : say('allowed.whitelist_servers', { servers }),
    evidence === '' ? say('allowed.whitelist_evidence_unknown', { ask }) : say('allowed.whitelist_evidence', { evidence }),
    channel === null ? null : say('allowed.whitelist_channel', { channel }),
  ];
}

function automationItem({ rules, say }: Draft): string | null {
  const automation = known(rules.automation);
  const spreadAlready = known(rules.bulkPolicy) === 'not_intended';
  return automation === 'forbidden' || (automation === 'paced' && !spreadAlready) ? say(`allowed.automation_${automation}`) : null;
}

/** What every mailing that is allowed must meet. */
export const conditions: DraftSection = (draft) => {
  const { rules, say, ask } = draft;
  return {
    blocks: [
      paragraph(say('conditions.intro')),
      list(
        say(`conditions.consent.${known(rules.consent) ?? 'unknown'}`, { ask }),
        say('conditions.proof'),
        say('conditions.reason'),
        unsubscribeSentence(draft),
        say(known(rules.duplicates) === 'forbidden' ? 'conditions.hygiene_duplicates' : 'conditions.hygiene'),
        silence(draft),
        say('conditions.sender'),
        say('conditions.announce'),
        say('conditions.authentication'),
      ),
      ...quotes(draft),
    ],
    basis: ['consent', 'unsubscribe', ...conditionsBasis(draft)],
  };
};

/** Values that change a sentence when known, but are not asked for. */
function conditionsBasis({ rules }: Draft) {
  return (['duplicates', 'reasonInMail', 'fromMustMatchDomain'] as const).filter((field) => rules[field].state === 'known');
}

function silence({ inForce, say }: Draft): string {
  const months = inForce.maxSilenceMonths;
  return months === null ? say('conditions.silence') : say('conditions.own', { sentence: say('conditions.silence_months', { count: months.value }) });
}

/** What else the host says, in his words and where it stands. They are not translated. */
function quotes({ rules, say }: Draft): Block[] {
  if (rules.quotes.length === 0) return [];
  return [
    paragraph(say('conditions.quotes')),
    list(...rules.quotes.map(({ text, source }) => say('conditions.quote', { text: singleLine(text), source: singleLine(source) }))),
  ];
}

/** The limits, one a line, and whose each is. */
export const limits: DraftSection = (draft) => {
  const { rules, terms, say, common, askReseller } = draft;
  const sender = known(rules.fromMustMatchDomain);
  const days = known(rules.recipientBlockDays);
  const hours = terms.answerWithinHours;
  const rows = [
    ...limitRows(draft),
    { label: say('limits.sender'), value: sender === null ? null : common(sender ? 'value.own_domain' : 'value.any_domain'), owner: 'host' as const },
    // Few hosts have such a block: it is named where it exists, not asked for everywhere.
    ...(days === null ? [] : [{ label: say('limits.block'), value: common('value.days', { count: days }), owner: 'host' as const }]),
    { label: say('limits.answer'), value: hours === null ? askReseller : common('value.hours', { count: hours }), owner: 'reseller' as const },
  ];
  return {
    blocks: limitTable(draft, rows),
    basis: [...LIMIT_BASIS, 'fromMustMatchDomain', ...(days === null ? [] : (['recipientBlockDays'] as const))],
    terms: ['answerWithinHours'],
  };
};

/** The law of one country, and that a lawyer has to check it. */
export const law: DraftSection = ({ terms, say }) => ({ blocks: [paragraph(say(`law.${terms.lawCountry}`)), paragraph(say('law.check'))] });
