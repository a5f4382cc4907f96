import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import type { Host } from '../../../../src/contract/hosts.ts';
import { HostId } from '../../../../src/contract/ids.ts';
import { orpc } from '../../../client/client.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/display.tsx';
import { LeaveGuard } from '../../../ui/leave-guard.tsx';
import { Loaded } from '../../../ui/loading.tsx';
import { Page } from '../../../ui/page.tsx';
import { toast } from '../../../ui/toasts.tsx';
import { QuotesEditor } from './quotes-editor.tsx';
import { ReviewStep } from './review-step.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RulesTables } from './rules-table.tsx';
import type { EditedField } from './use-rule-form.ts';
import { type RulesDraft, useRulesDraft } from './use-rules-draft.ts';

/** Changes the rules of a host and adds stricter ones of one's own. */
export function RulesScreen() {
  return <OfHost step="edit">{(host) => <EditStep key={host.id} host={host} />}</OfHost>;
}

/** What the changes do, at an address of its own: Back leads to the changing. */
export function RulesReviewScreen() {
  return <OfHost step="review">{(host) => <Review key={host.id} host={host} />}</OfHost>;
}

/** Where the rules of a host are changed. */
function rulesPath(id: string): string {
  return `/hosts/${id}/rules`;
}

function OfHost({ step, children }: { step: 'edit' | 'review'; children(host: Host): ReactNode }) {
  const { t } = useTranslation('hosts');
  const id = HostId.safeParse(useParams<{ id: string }>().id);
  const query = useQuery({ ...orpc.hosts.get.queryOptions({ input: { id: id.data ?? '' } }), enabled: id.success });
  if (!id.success) return <Page title={t('notFound')}>{null}</Page>;
  const name = query.data?.name ?? t('host');
  const place = {
    edit: { title: t('edit.title', { host: name }), intro: t('edit.intro'), parent: { to: `/hosts/${id.data}`, label: name } },
    review: { title: t('review.title', { host: name }), intro: t('review.about'), parent: { to: rulesPath(id.data), label: t('edit.title', { host: name }) } },
  }[step];
  return (
    <Page {...place} wide>
      <Loaded query={query}>{children}</Loaded>
    </Page>
  );
}

function Review({ host }: { host: Host }) {
  const { t } = useTranslation('hosts');
  const [, navigate] = useLocation();
  const draft = useRulesDraft(host);
  const back = rulesPath(host.id);
  const saved = () => {
    draft.discard();
    toast({ text: t('review.saved') });
    navigate(`/hosts/${host.id}`, { replace: true });
  };
  if (draft.changes.length === 0) return <EmptyState icon={Scale} title={t('edit.nothing')} actions={<LinkButton to={back}>{t('editRules')}</LinkButton>} />;
  return (
    <>
      <ReviewStep draft={draft} back={back} onSaved={saved} />
      <UnsavedGuard hostId={host.id} />
    </>
  );
}

function EditStep({ host }: { host: Host }) {
  const draft = useRulesDraft(host);
  const [edited, setEdited] = useState<EditedField>();
  return (
    <>
      <RulesTables draft={draft} onEdit={setEdited} />
      <QuotesEditor draft={draft} />
      <RulesBar host={host} draft={draft} />
      {edited !== undefined && <RuleDialog key={edited} field={edited} draft={draft} onClose={() => setEdited(undefined)} />}
      {draft.changes.length > 0 && <UnsavedGuard hostId={host.id} />}
    </>
  );
}

/** Stays in sight: what is not saved, and the two ways on. */
function RulesBar({ host, draft }: { host: Host; draft: RulesDraft }) {
  const { t } = useTranslation(['hosts', 'common']);
  const [, navigate] = useLocation();
  const count = draft.changes.length;
  return (
    <div className="rules-bar">
      <p role="status">{count === 0 ? t('edit.nothing') : t('edit.ready', { count })}</p>
      <div className="row">
        {count === 0 ? (
          <LinkButton to={`/hosts/${host.id}`} variant="quiet">
            {t('common:cancel')}
          </LinkButton>
        ) : (
          <Button variant="quiet" onPress={() => toast({ text: t('edit.discarded'), undo: draft.discard() })}>
            {t('edit.discard')}
          </Button>
        )}
        <Button variant="primary" isDisabled={count === 0} onPress={() => navigate(`${rulesPath(host.id)}/review`)}>
          {t('edit.review')}
        </Button>
      </div>
    </div>
  );
}

function UnsavedGuard({ hostId }: { hostId: string }) {
  const { t } = useTranslation('hosts');
  const words = { title: t('leave.title'), text: t('leave.text'), stay: t('leave.stay'), leave: t('leave.leave') };
  return <LeaveGuard words={words} within={rulesPath(hostId)} />;
}
