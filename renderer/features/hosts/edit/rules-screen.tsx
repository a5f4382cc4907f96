import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { Host } from '../../../../src/contract/hosts.ts';
import { HostId } from '../../../../src/contract/ids.ts';
import { orpc } from '../../../client/client.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { QuotesEditor } from './quotes-editor.tsx';
import { ReviewStep } from './review-step.tsx';
import { type EditedField, RuleDialog } from './rule-dialog.tsx';
import { RulesTables } from './rules-table.tsx';
import { type RulesDraft, useRulesDraft } from './use-rules-draft.ts';

/** Changes the rules of a host and adds stricter ones of one's own. */
export function RulesScreen() {
  const { t } = useTranslation('hosts');
  const id = HostId.safeParse(useParams<{ id: string }>().id);
  const query = useQuery({ ...orpc.hosts.get.queryOptions({ input: { id: id.data ?? '' } }), enabled: id.success });
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  const name = query.data?.name ?? t('host');
  return (
    <Page title={t('edit.title', { host: name })} parent={{ to: `/hosts/${id.data}`, label: name }} intro={t('edit.intro')} wide>
      <Loaded query={query}>{(host) => <RulesEditor key={host.id} host={host} id={id.data} />}</Loaded>
    </Page>
  );
}

function RulesEditor({ host, id }: { host: Host; id: HostId }) {
  const { t } = useTranslation('hosts');
  const [, navigate] = useLocation();
  const draft = useRulesDraft(host);
  const [reviewing, setReviewing] = useState(false);
  const saved = () => {
    toast({ text: t('review.saved') });
    navigate(`/hosts/${id}`);
  };
  if (reviewing) return <ReviewStep hostId={id} draft={draft} onBack={() => setReviewing(false)} onSaved={saved} />;
  return <EditStep id={id} draft={draft} onReview={() => setReviewing(true)} />;
}

function EditStep({ id, draft, onReview }: { id: HostId; draft: RulesDraft; onReview(): void }) {
  const { t } = useTranslation(['hosts', 'common']);
  const [edited, setEdited] = useState<EditedField>();
  const count = draft.changes.length;
  return (
    <>
      <RulesTables draft={draft} onEdit={setEdited} />
      <QuotesEditor quotes={draft.rules.quotes} onChange={draft.setQuotes} />
      <div className="rules-bar">
        <p role="status">{count === 0 ? t('edit.nothing') : t('edit.ready', { count })}</p>
        <div className="row">
          <LinkButton to={`/hosts/${id}`} variant="quiet">
            {t('common:cancel')}
          </LinkButton>
          <Button variant="primary" isDisabled={count === 0} onPress={onReview}>
            {t('edit.review')}
          </Button>
        </div>
      </div>
      {edited !== undefined && <RuleDialog key={edited} field={edited} draft={draft} onClose={() => setEdited(undefined)} />}
    </>
  );
}
