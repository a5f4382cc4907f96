import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OutboxSummary } from '../../../src/contract/outbox.ts';
import type { Settings } from '../../../src/contract/settings.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { KeyValues, Notice } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { secondsFor, usePaceWords } from '../sending/index.ts';
import { BlockedList } from './blocked-list.tsx';
import type { IssueTarget } from './issue-target.ts';

const BLOCKED_SHOWN = 8;

/** Names what is about to happen: how many, which way, how long, and who is left out. */
export function IssueQuestion({ target }: { target: IssueTarget }) {
  const settings = useQuery(orpc.settings.get.queryOptions({ input: {} }));
  const summary = useQuery(orpc.outbox.summary.queryOptions({ input: {} }));
  return (
    <>
      <Loaded query={settings}>
        {(set) => (
          <>
            <Way settings={set} />
            <Loaded query={summary}>{(outbox) => <Facts target={target} settings={set} outbox={outbox} />}</Loaded>
          </>
        )}
      </Loaded>
      {target.only === undefined && <LeftOut />}
    </>
  );
}

function Way({ settings }: { settings: Settings }) {
  const { t } = useTranslation('notices');
  const { transport } = settings;
  return (
    <Notice
      tone={transport === 'smtp' ? 'attention' : 'info'}
      title={t(`confirm.${transport}`, { server: settings.smtp.host })}
      actions={<a href="#/settings">{t('confirm.settings')}</a>}
    >
      {t(`confirm.${transport}Why`)}
    </Notice>
  );
}

function Facts({ target, settings, outbox }: { target: IssueTarget; settings: Settings; outbox: OutboxSummary }) {
  const { t } = useTranslation('notices');
  const { number, duration } = useFormat();
  const pace = usePaceWords();
  const { fromName, resellerName, fromAddress } = settings.sender;
  const name = fromName === '' ? resellerName : fromName;
  const seconds = Math.max(1, secondsFor(target.people + outbox.counts.queued + outbox.counts.deferred, outbox.pace));
  return (
    <KeyValues
      items={[
        { key: 'people', label: t('confirm.people'), value: <strong className="figure">{number(target.people)}</strong> },
        { key: 'sender', label: t('confirm.sender'), value: name === '' ? fromAddress : `${name} <${fromAddress}>` },
        { key: 'time', label: t('confirm.time'), value: t('confirm.timeValue', { time: duration(seconds), pace: pace(outbox.pace) }) },
      ]}
    />
  );
}

function LeftOut() {
  const blocked = useQuery(orpc.notices.due.queryOptions({ input: { only: 'blocked', limit: BLOCKED_SHOWN } })).data;
  return blocked === undefined || blocked.total === 0 ? null : <BlockedList rows={blocked.rows} total={blocked.total} />;
}
