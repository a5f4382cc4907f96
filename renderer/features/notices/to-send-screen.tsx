import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { client } from '../../client/client.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { secondsFor, usePaceWords } from '../sending/index.ts';
import { DueDesk } from './due-desk.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import type { IssueTarget } from './issue-target.ts';
import { NothingDue } from './nothing-due.tsx';
import { NoticesTabs } from './notices-tabs.tsx';
import './notices.css';

type Today = Awaited<ReturnType<typeof client.system.today>>;
type Due = Awaited<ReturnType<typeof client.notices.due>>;

/** Who is to be told, what each one will get, and the button that tells them. */
export function ToSendScreen() {
  const { t } = useTranslation('notices');
  const today = useQuery(orpc.system.today.queryOptions({ input: {} }));
  const due = useQuery(orpc.notices.due.queryOptions({ input: { limit: 1 } }));
  const [target, setTarget] = useState<IssueTarget>();
  return (
    <Page title={t('title')} wide>
      <NoticesTabs />
      <Loaded query={today}>
        {(now) => (
          <Loaded query={due}>
            {(all) =>
              all.total === 0 ? (
                <NothingDue today={now} />
              ) : (
                <>
                  {!now.senderComplete && <SenderMissing />}
                  <Summary due={all} today={now} onSend={() => setTarget({ people: all.ready })} />
                  <HostsWithoutPolicy hosts={now.hostsWithoutPolicy} />
                  <DueDesk canSend={now.senderComplete} onSendOne={({ clientId, clientName }) => setTarget({ people: 1, only: { clientId, clientName } })} />
                </>
              )
            }
          </Loaded>
        )}
      </Loaded>
      {target !== undefined && <IssueDialog target={target} onClose={() => setTarget(undefined)} />}
    </Page>
  );
}

function SenderMissing() {
  const { t } = useTranslation('notices');
  return (
    <Notice tone="attention" title={t('sender.missing')} actions={<LinkButton to="/settings">{t('sender.open')}</LinkButton>}>
      {t('sender.why')}
    </Notice>
  );
}

function HostsWithoutPolicy({ hosts }: { hosts: Today['hostsWithoutPolicy'] }) {
  const { t } = useTranslation('notices');
  const { list } = useFormat();
  const [first] = hosts;
  if (first === undefined) return null;
  return (
    <Notice
      tone="info"
      title={t('noPolicy.title', { hosts: list(hosts.map(({ name }) => name)) })}
      actions={<LinkButton to={`/hosts/${first.id}/publish`}>{t('empty.publish')}</LinkButton>}
    >
      {t('noPolicy.why')}
    </Notice>
  );
}

function Summary({ due, today, onSend }: { due: Due; today: Today; onSend(): void }) {
  const { t } = useTranslation('notices');
  const format = useFormat();
  const pace = usePaceWords();
  const waiting = today.outbox.counts.queued + today.outbox.counts.deferred;
  const time = format.duration(secondsFor(waiting + due.ready, today.outbox.pace));
  return (
    <section className="card due-summary">
      <div className="stack" data-gap="s">
        <h2>{t('due.people', { count: due.ready + due.blocked })}</h2>
        <p className="soft">
          {t('due.ready', { count: due.ready })} {due.blocked > 0 && t('due.blocked', { count: due.blocked })}{' '}
          {due.ready > 1 && t('due.takes', { time, pace: pace(today.outbox.pace) })}
        </p>
      </div>
      <Button variant="primary" size="large" icon={Send} isDisabled={due.ready === 0 || !today.senderComplete} onPress={onSend}>
        {t('due.send', { count: due.ready })}
      </Button>
    </section>
  );
}
