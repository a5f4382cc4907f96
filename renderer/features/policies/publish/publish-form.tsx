import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Stamp } from 'lucide-react';
import { type FormEvent, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { Draft } from '../../../../src/contract/policies.ts';
import type { PolicyTerms, TextKind, Version } from '../../../../src/contract/texts.ts';
import { LANGUAGES, type Language } from '../../../../src/shared/language.ts';
import { orpc } from '../../../client/client.ts';
import { todayHere } from '../../../i18n/zone.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/display.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { showFaults } from '../../../ui/first-fault.ts';
import { Loaded } from '../../../ui/loading.tsx';
import { useDebounced } from '../editor/use-debounced.ts';
import { PolicyTexts } from '../policy-text.tsx';
import { ChangesCard } from './changes-card.tsx';
import type { PublishDraft } from './publish-draft.ts';
import { Refused } from './refused.tsx';
import { ReminderNote } from './reminder-note.tsx';
import { TermsCard } from './terms-card.tsx';
import { UnknownValues } from './unknown-values.tsx';
import { VersionCard } from './version-card.tsx';

interface FormProps {
  text: { readonly hostId: HostId; readonly kind: TextKind };
  /** The terms as they are kept with the host. */
  stored: PolicyTerms;
  onPublished(version: Version): void;
}

/** What one decides about a version, what changed, the text itself, and the button that writes it down. */
export function PublishForm({ text, stored, onPublished }: FormProps) {
  const [typed, setDraft] = useState(() => blankDraft(stored));
  const [attempted, setAttempted] = useState(false);
  const terms = useDeferredValue(typed.terms);
  const hasTerms = text.kind === 'notice';
  const query = useQuery(orpc.policies.draft.queryOptions({ input: { ...text, ...(hasTerms && { terms }) }, placeholderData: keepPreviousData }));
  const publish = useMutation(orpc.policies.publish.mutationOptions({ onSuccess: onPublished }));
  useTermsKept(text.hostId, typed.terms, stored);
  const materialBecause = query.data?.materialBecause ?? null;
  // Rules may change after editorial was chosen.
  const draft = { ...typed, material: typed.material || materialBecause !== null };
  const number = query.data?.nextNumber;
  const lacking = number === undefined ? [] : languagesWithoutChangelog(draft, number);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { effectiveOn } = draft;
    if (effectiveOn === null || lacking.length > 0) return showFaults(event, () => setAttempted(true));
    publish.mutate({ ...draft, ...text, effectiveOn });
  };
  return (
    <form className="stack publish-form" onSubmit={submit} noValidate>
      {query.data !== undefined && <Refused text={text} draft={query.data} />}
      {hasTerms && <TermsCard hostId={text.hostId} draft={draft} onChange={setDraft} />}
      <VersionCard
        kind={text.kind}
        draft={draft}
        onChange={setDraft}
        nextNumber={number}
        materialBecause={materialBecause}
        lacking={attempted ? lacking : []}
      />
      {text.kind === 'notice' && <ReminderNote hostId={text.hostId} />}
      <Loaded query={query}>{(drafted) => <DraftCards text={text} draft={drafted} />}</Loaded>
      <PublishBar error={publish.error} isPending={publish.isPending} isDisabled={query.data === undefined || query.data.gaps.length > 0} />
    </form>
  );
}

function blankDraft(terms: PolicyTerms): PublishDraft {
  return { terms, effectiveOn: todayHere(), changelog: { en: '', fr: '', ru: '' }, material: true };
}

/** What the text still asks for, what it changes, and the text itself. */
function DraftCards({ text, draft: { texts, unknownValues } }: { text: FormProps['text']; draft: z.infer<typeof Draft> }) {
  const { t } = useTranslation('policies');
  return (
    <>
      <UnknownValues values={unknownValues} hostId={text.hostId} />
      <ChangesCard text={text} />
      <Card title={t('publish.preview')}>
        <PolicyTexts texts={texts} />
      </Card>
    </>
  );
}

/** Stays in sight while the text is read. */
function PublishBar({ error, isPending, isDisabled }: { error: unknown; isPending: boolean; isDisabled: boolean }) {
  const { t } = useTranslation('policies');
  return (
    <div className="publish-bar">
      {error === null ? <p className="soft">{t('publish.once')}</p> : <ErrorNotice error={error} />}
      <Button type="submit" variant="primary" size="large" icon={Stamp} isPending={isPending} isDisabled={isDisabled}>
        {t('publish.submit')}
      </Button>
    </div>
  );
}

/** A material version says what changed in every language, and so does an editorial one that says it in any. */
function languagesWithoutChangelog({ changelog, material }: PublishDraft, number: number): Language[] {
  const without = LANGUAGES.filter((language) => changelog[language].trim() === '');
  const isDue = number > 1 && (material || without.length < LANGUAGES.length);
  return isDue ? without : [];
}

/** Keeps the terms with the host while they are typed: the draft everywhere else is made of them. */
function useTermsKept(hostId: HostId, typed: PolicyTerms, stored: PolicyTerms): void {
  const settled = useDebounced(typed, 600);
  const { mutate } = useMutation(orpc.policies.setTerms.mutationOptions());
  const before = JSON.stringify(stored);
  useEffect(() => {
    if (JSON.stringify(settled) !== before) mutate({ hostId, terms: settled });
  }, [settled, before, hostId, mutate]);
}
