import { type Found, MAIL_RULES, type MailRule } from '../../../shared/checks.ts';
import type { Asked, MailPurpose } from './asked.ts';
import { ADDRESS_COUNTRIES, nothingHidden, saysWho, saysWhy, soundBody } from './body.rules.ts';
import { honestReply, noneTwice, oneSender, plainName, recipients, required } from './head.rules.ts';
import { type Outcome, unknown } from './outcome.ts';
import { header, type Sample } from './sample.rules.ts';
import { aligned, answersToSender, ownAddress, signed } from './sender.rules.ts';
import { oneClick, openWayOut, unsubscribeHeader, visibleWayOut } from './unsubscribe.rules.ts';

/** E = breaks a requirement, W = breaks a recommendation, I = only the sender can answer. */
export type Severity = 'E' | 'W' | 'I';

/** What one rule found, whose job it is, and how much it matters. A rule that finds several faults has a finding for each. */
export interface Finding extends Outcome {
  readonly id: MailRule;
  readonly severity: Severity;
  readonly scope: 'client' | 'host';
}

/** Answers that cost a question to somebody else: none were asked unless the user wants it. */
export type AskedElsewhere = Readonly<Partial<Record<MailRule, readonly Outcome[]>>>;

const LOOKS: Readonly<Partial<Record<MailRule, (sample: Sample, asked: Asked) => Outcome[]>>> = {
  H01: oneSender,
  H02: required,
  H03: noneTwice,
  H04: ownAddress,
  H05: aligned,
  H06: signed,
  H07: unsubscribeHeader,
  H08: oneClick,
  H09: recipients,
  H10: honestReply,
  H11: plainName,
  H12: answersToSender,
  B01: visibleWayOut,
  B02: openWayOut,
  B03: saysWhy,
  B04: saysWho,
  B05: nothingHidden,
  B06: soundBody,
};

/** Every rule on one mail, in their order. What was not asked elsewhere is unknown, never fine. */
export function lint(sample: Sample, asked: Asked, elsewhere: AskedElsewhere = {}): Finding[] {
  return MAIL_RULES.flatMap((id) => {
    const outcomes = outcomesOf(id, { sample, asked, elsewhere });
    return outcomes.map((outcome) => ({
      id,
      severity: severityOf(id, asked),
      scope: OF_THE_HOST.includes(outcome.found) || id === 'D04' ? 'host' : 'client',
      ...outcome,
    }));
  });
}

interface Case {
  readonly sample: Sample;
  readonly asked: Asked;
  readonly elsewhere: AskedElsewhere;
}

function outcomesOf(id: MailRule, { sample, asked, elsewhere }: Case): readonly Outcome[] {
  const look = LOOKS[id];
  if (look !== undefined) return look(sample, asked);
  if (id.startsWith('I')) return [unknown('question')];
  return elsewhere[id] ?? [unknown(id === 'R01' ? 'R01.ask' : 'notAsked')];
}

/** What only whoever runs the server can mend. */
const OF_THE_HOST: readonly Found[] = ['R01.listed'];

const ALWAYS_WARNINGS: readonly MailRule[] = ['H10', 'H11', 'H12', 'B03', 'B05', 'B06', 'D05', 'R01'];

function severityOf(id: MailRule, { purpose, bulk, countries }: Asked): Severity {
  if (id.startsWith('I')) return 'I';
  if (ALWAYS_WARNINGS.includes(id)) return 'W';
  if (id === 'H06') return purpose === 'marketing' || bulk ? 'E' : 'W';
  if (id === 'H07' || id === 'H08' || id === 'B01') return purpose === 'marketing' ? 'E' : 'W';
  if (id === 'B04') return countries.some((country) => ADDRESS_COUNTRIES.includes(country)) ? 'E' : 'W';
  if (id === 'D03') return bulk ? 'E' : 'W';
  return 'E';
}

/** Headers that mailing programs add. */
const OF_LISTS = ['list-unsubscribe', 'list-id', 'list-help', 'feedback-id'];

/**
 * What a mail is for, as far as it says so itself: automatic mail (RFC 3834) without any mark of a list is service mail. Everything else is judged as advertising, the
 * stricter of both.
 */
export function purposeOf(sample: Sample): MailPurpose {
  const automatic = header(sample, 'auto-submitted').some((value) => /^\s*auto-/i.test(value));
  const bulk = header(sample, 'precedence').some((value) => /bulk|list/i.test(value)) || OF_LISTS.some((name) => sample.headers.has(name));
  return automatic && !bulk ? 'service' : 'marketing';
}
