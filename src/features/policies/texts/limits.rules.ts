import type { RuleField } from '../../../contract/rule-pack.ts';
import type { Block } from '../../../contract/texts.ts';
import type { Owned } from '../../hosts/index.ts';
import { type Draft, known, paragraph, rateInWords } from './section.rules.ts';

/** A limit as it is printed; `value` null while it is not known. */
export interface LimitRow {
  readonly label: string;
  readonly value: string | null;
  readonly owner: 'host' | 'reseller';
}

/** The values that the table of limits rests on. */
export const LIMIT_BASIS = ['maxRecipientsPerMessage', 'pacing', 'limits', 'smallMailingMax', 'maxFailurePercent'] as const satisfies readonly RuleField[];

function row<T>(label: string, inForce: Owned<T> | null, words: (value: T, owned: Owned<T>) => string): LimitRow {
  return inForce === null ? { label, value: null, owner: 'host' } : { label, value: words(inForce.value, inForce), owner: inForce.owner };
}

/** What a letter about one account says where the host's rules name no window: the case knows what the panel shows. */
export const ACCOUNT_LIMIT = '{{account_limit}}';

/** Windows and scopes. None known prints as "ask"; a host that says there is none is taken at his word. */
function windows({ rules, inForce, common }: Draft, unknown: string | null): LimitRow[] {
  const rows = inForce.limits.map((each) => row(common(`limits.scope.${each.value.scope}`), each, ({ counts }) => rateInWords(each, common, counts)));
  const label = common('limits.windows');
  if (known(rules.limits) === null) return [...rows, { label, value: unknown, owner: 'host' }];
  return rows.length > 0 ? rows : [{ label, value: common('value.no_limit'), owner: 'host' }];
}

/** Every limit of sending, the stricter of the host's and the reseller's. `ofAccount` takes the place of a window that the host's rules do not name. */
export function limitRows(draft: Draft, ofAccount: string | null = null): LimitRow[] {
  const { inForce, common } = draft;
  const recipients = (count: number): string => common('value.recipients', { count });
  return [
    row(common('limits.recipients'), inForce.maxRecipientsPerMessage, recipients),
    row(common('limits.pace'), inForce.pacing, (_, pace) => rateInWords(pace, common)),
    ...windows(draft, ofAccount),
    row(common('limits.small'), inForce.smallMailingMax, recipients),
    row(common('limits.failures'), inForce.maxFailurePercent, (percent) => common('value.percent', { percent })),
  ];
}

/** Limits with whose each is, and what an unknown one means. */
export function limitTable({ common, ask }: Draft, rows: readonly LimitRow[]): Block[] {
  const head = [common('limits.head_limit'), common('limits.head_value'), common('limits.head_owner')];
  const cells = rows.map(({ label, value, owner }) => [label, value ?? ask, common(`limits.${owner}`)]);
  const note = rows.some(({ value }) => value === null) ? [paragraph(common('limits.unknown', { ask }))] : [];
  return [{ type: 'table', head, rows: cells }, ...note];
}
