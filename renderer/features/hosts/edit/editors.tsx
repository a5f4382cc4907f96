import { BulkPolicy, type OwnRules, type RuleField, Trigger } from '../../../../src/contract/rule-pack.ts';
import type { OwnField, RuleValues } from '../rule-words.ts';
import { OwnRateEditor, RateEditor } from './rate-fields.tsx';
import { ChannelRows, LimitRows, SanctionRows } from './row-editors.tsx';
import { Codes, choice, line, lines, numberFrom, several, YesOrNo } from './simple-editors.tsx';
import type { EditorProps, ValueEditor } from './value-editor.ts';
import { WhitelistEditor } from './whitelist-editor.tsx';

type OwnValues = { readonly [K in OwnField]: NonNullable<OwnRules[K]> };
type Editors<Values> = { readonly [K in keyof Values]: ValueEditor<Values[K]> };

const unsubscribe = choice(['possible', 'simple', 'without_login'] as const, (t, id) => t(`unsubscribe.${id}`));
const count = numberFrom(1);
const percent = numberFrom(0, 100);

const EDITORS: Editors<RuleValues> = {
  country: line(
    (text) => text.toUpperCase(),
    (t) => t('edit.countryHint'),
  ),
  languages: Codes,
  accountKind: choice(['shared', 'platform', 'vps'] as const, (t, id) => t(`accountKind.${id}`)),
  termsUrl: line(),
  termsClause: line(),
  bulkPolicy: choice(BulkPolicy.options, (t, id) => t(`bulkPolicy.${id}`)),
  smallMailingMax: count,
  maxRecipientsPerMessage: count,
  limits: LimitRows,
  pacing: RateEditor,
  maxFailurePercent: percent,
  fromMustMatchDomain: YesOrNo,
  automation: choice(['forbidden', 'paced', 'allowed'] as const, (t, id) => t(`automation.${id}`)),
  duplicates: choice(['forbidden', 'allowed'] as const, (t, id) => t(`duplicates.${id}`)),
  reasonInMail: YesOrNo,
  unsubscribe,
  consent: choice(['registered', 'explicit', 'double_opt_in_preferred', 'documented'] as const, (t, id) => t(`consent.${id}`)),
  whitelist: WhitelistEditor,
  triggers: several(Trigger.options, (t, id) => t(`trigger.${id}`)),
  sanctions: SanctionRows,
  recipientBlockDays: count,
  channels: ChannelRows,
  unblockSteps: lines((t) => t('edit.stepsHint')),
  delisting: choice(['host', 'reseller', 'both'] as const, (t, id) => t(`delisting.${id}`)),
  platforms: lines((t) => t('edit.perLine')),
  logRetentionDays: count,
};

const OWN_EDITORS: Editors<OwnValues> = {
  smallMailingMax: count,
  maxRecipientsPerMessage: count,
  limits: (props) => <LimitRows {...props} own />,
  pacing: OwnRateEditor,
  maxFailurePercent: percent,
  unsubscribe,
  maxSilenceMonths: numberFrom(1, 120),
};

/** Edits the value of a rule of the host. */
export function HostValueEditor<K extends RuleField>({ field, ...props }: { field: K } & EditorProps<RuleValues[K]>) {
  const Editor: ValueEditor<RuleValues[K]> = EDITORS[field];
  return <Editor {...props} />;
}

/** Edits a rule of one's own. */
export function OwnValueEditor<K extends OwnField>({ field, ...props }: { field: K } & EditorProps<OwnValues[K]>) {
  const Editor: ValueEditor<OwnValues[K]> = OWN_EDITORS[field];
  return <Editor {...props} />;
}
