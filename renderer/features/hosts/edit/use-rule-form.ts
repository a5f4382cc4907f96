import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OwnRules, type RuleField, RulePack } from '../../../../src/contract/rule-pack.ts';
import { orpc } from '../../../client/client.ts';
import { describeError } from '../../../client/describe-error.ts';
import { showFaults } from '../../../ui/first-fault.ts';
import { isOwnField } from '../rule-groups.ts';
import type { RuleValues } from '../rule-words.ts';
import type { RulesDraft } from './use-rules-draft.ts';

/** What is edited at a time: a rule of the host with its counterpart of one's own, or one that only a reseller has. */
export type EditedField = RuleField | 'maxSilenceMonths';

/** The host's part while it is typed. */
export interface HostPart {
  readonly isKnown: boolean;
  readonly value: RuleValues[RuleField] | undefined;
  readonly source: string;
  readonly readOn: string | null;
}

/** What is wrong, by the place it is shown at. */
export interface Faults {
  readonly value?: string;
  readonly source?: string;
  readonly readOn?: string;
  readonly own?: string;
  /** Of the rule as a whole. */
  readonly other?: string;
}

type Submitted = Pick<FormEvent<HTMLFormElement>, 'currentTarget'>;

/** No rule of one's own. */
export const NO_OWN: OwnRules = {
  ...{ smallMailingMax: null, maxRecipientsPerMessage: null, limits: [], pacing: null },
  ...{ maxFailurePercent: null, unsubscribe: null, maxSilenceMonths: null },
};

/** What is typed about one rule; the contract judges its form, the core whether it may be kept beside the others. */
export function useRuleForm(field: EditedField, draft: RulesDraft, onDone: () => void) {
  const { t } = useTranslation('hosts');
  const hostField = field === 'maxSilenceMonths' ? undefined : field;
  const ownField = isOwnField(field) ? field : undefined;
  const [host, setHost] = useState(() => (hostField === undefined ? undefined : partOf(draft.rules[hostField])));
  const [own, setOwn] = useState(() => (ownField === undefined ? undefined : (draft.own[ownField] ?? undefined)));
  const [faults, setFaults] = useState<Faults>({});
  const check = useMutation(orpc.hosts.checkRules.mutationOptions());
  const submit = async (target: Submitted) => {
    const judged = {
      host: hostField === undefined || host === undefined ? undefined : judgeHost(hostField, host),
      own: ownField === undefined ? undefined : OwnRules.shape[ownField].safeParse(own ?? (ownField === 'limits' ? [] : null)),
    };
    const found = faultsOf(judged, { badValue: t('edit.badValue'), noSource: t('edit.noSource') });
    if (Object.keys(found).length > 0) return showFaults(target, () => setFaults(found));
    const rules = hostField !== undefined && judged.host?.success === true ? { ...draft.rules, [hostField]: judged.host.data } : draft.rules;
    const ofOwn = ownField !== undefined && judged.own?.success === true ? { ...NO_OWN, [ownField]: judged.own.data } : NO_OWN;
    try {
      await check.mutateAsync({ id: draft.hostId, rules, own: ofOwn });
    } catch (error) {
      return showFaults(target, () => setFaults(refusalOf(error)));
    }
    if (hostField !== undefined && judged.host?.success === true) draft.setHost(hostField, judged.host.data);
    if (ownField !== undefined && judged.own?.success === true) draft.setOwn(ownField, judged.own.data);
    onDone();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void submit({ currentTarget: event.currentTarget });
  };
  return { hostField, ownField, host, setHost, own, setOwn, faults, isChecking: check.isPending, onSubmit };
}

/** Where the core's refusal is shown. */
function refusalOf(error: unknown): Faults {
  const { code, sentence } = describeError(error);
  if (code === 'own_rule_looser') return { own: sentence };
  return code === 'date_in_future' ? { readOn: sentence } : { other: sentence };
}

function partOf(dated: RulePack[RuleField]): HostPart {
  if (dated.state === 'unknown') return { isKnown: false, value: undefined, source: '', readOn: null };
  return { isKnown: true, value: dated.value, source: dated.source, readOn: dated.readOn };
}

function judgeHost(field: RuleField, { isKnown, value, source, readOn }: HostPart) {
  return RulePack.shape[field].safeParse(
    isKnown ? { state: 'known', value: value ?? (field === 'limits' ? [] : undefined), source, readOn } : { state: 'unknown' },
  );
}

interface Judged {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined;
}

/** The faults by the field they are shown at. */
function faultsOf(judged: { readonly host: Judged | undefined; readonly own: Judged | undefined }, words: { badValue: string; noSource: string }): Faults {
  const places = judged.host?.success === false ? (judged.host.error?.issues ?? []).map((issue) => issue.path[0]) : [];
  return {
    ...(places.some((place) => place !== 'source') && { value: words.badValue }),
    ...(places.includes('source') && { source: words.noSource }),
    ...(judged.own?.success === false && { own: words.badValue }),
  };
}
