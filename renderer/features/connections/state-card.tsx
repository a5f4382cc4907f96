import { Ellipsis, KeyRound, RefreshCw, Stethoscope, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../src/contract/connections.ts';
import { splitSentence, wordFailure } from '../../client/describe-error.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Card, CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { Menu } from '../../ui/overlay.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { pairsOf } from './access.rules.ts';
import { ConnectionTag } from './connection-state.tsx';
import { ForgetDialog } from './forget-dialog.tsx';
import type { ConnectionWork } from './use-work.ts';

interface StateCardProps {
  connection: Connection;
  work: ConnectionWork;
  onChange(): void;
}

/** How it goes with a connection, when what was read last, and what a person can do about it. */
export function StateCard({ connection, work, onChange }: StateCardProps) {
  const { t } = useTranslation('connections');
  const [isForgetting, setForgetting] = useState(false);
  const isStopped = connection.state === 'refused' || connection.state === 'new';
  return (
    <Card
      title={
        <span className="row">
          {t('state.title')} <ConnectionTag {...connection} />
        </span>
      }
      actions={
        <>
          <Button variant={isStopped ? 'secondary' : 'primary'} icon={RefreshCw} isDisabled={work.isRunning || isStopped} onPress={work.read}>
            {t('read.now')}
          </Button>
          <Menu
            trigger={<IconButton icon={Ellipsis} label={t('state.more')} />}
            actions={[
              { id: 'check', label: t('probe.again'), icon: Stethoscope, isDisabled: work.isRunning, run: work.check },
              { id: 'change', label: t('access.change'), icon: KeyRound, run: onChange },
              { id: 'forget', label: t('forget.open'), icon: Trash2, tone: 'stopped', run: () => setForgetting(true) },
            ]}
          />
        </>
      }
    >
      <Trouble connection={connection} work={work} onChange={onChange} />
      <KeyValues items={useFacts(connection)} />
      {isForgetting && <ForgetDialog connection={connection} onClose={() => setForgetting(false)} />}
    </Card>
  );
}

/** What is wrong, whether anybody tries again by himself, and what to do. */
function Trouble({ connection: { state, trouble, nextAt, secret }, work, onChange }: StateCardProps) {
  const { t } = useTranslation('connections');
  const { dateTime } = useFormat();
  const buttons = (
    <>
      <Button variant={state === 'failing' ? 'secondary' : 'primary'} isDisabled={work.isRunning} onPress={work.check}>
        {t('probe.again')}
      </Button>
      <Button onPress={onChange}>{t('access.change')}</Button>
    </>
  );
  if (secret !== 'set')
    return <Notice tone="attention" title={t(`access.noSecret.${secret}`)} actions={<Button onPress={onChange}>{t('access.change')}</Button>} />;
  if (state === 'new') {
    return (
      <Notice tone="info" title={t('state.newTitle')} actions={buttons}>
        {t('state.newWhy')}
      </Notice>
    );
  }
  if (trouble === null || state === 'ok') return null;
  const { first, rest } = splitSentence(wordFailure(trouble.code, trouble.params));
  return (
    <Notice tone={state === 'refused' ? 'stopped' : 'attention'} title={first} actions={buttons}>
      <div className="stack" data-gap="s">
        {rest !== '' && <p>{rest}</p>}
        <p>
          {t('state.since', { when: dateTime(trouble.since) })}{' '}
          {state === 'refused' ? t('state.refusedWhy') : nextAt === null ? t('state.failingWhy') : t('state.failingNext', { when: dateTime(nextAt) })}
        </p>
      </div>
    </Notice>
  );
}

function useFacts({ kind, version, address, login, pin, zone, schedule, ...read }: Connection) {
  const { t } = useTranslation('connections');
  const { number, dateTime } = useFormat();
  const age = (at: string | null): ReactNode =>
    at === null ? (
      t('state.never')
    ) : (
      <>
        <RelativeTime at={at} /> <span className="soft small">({dateTime(at)})</span>
      </>
    );
  return [
    { key: 'accounts', label: t('fact.accountsAt'), value: age(read.accountsAt) },
    { key: 'usage', label: t('fact.usageAt'), value: age(read.usageAt) },
    { key: 'next', label: t('fact.nextAt'), value: schedule.paused ? t('state.paused') : read.nextAt === null ? t('state.noNext') : dateTime(read.nextAt) },
    {
      key: 'count',
      label: t('fact.accounts'),
      value: (
        <span className="row">
          {read.accountsAt === null && read.accounts === 0 ? t('state.notRead') : number(read.accounts)}
          {read.undecided > 0 && <a href="#/hosts/differences">{t('fact.undecided', { count: read.undecided })}</a>}
        </span>
      ),
    },
    { key: 'panel', label: t('fact.panel'), value: [t(`kind.${kind}`), version].filter((part) => part !== '').join(' ') },
    { key: 'address', label: t('access.address'), value: <CodeText>{address}</CodeText> },
    { key: 'login', label: t('access.login'), value: <CodeText>{login}</CodeText> },
    { key: 'pin', label: t('fact.certificate'), value: pin === null ? t('fact.byAuthority') : <Pinned pin={pin} /> },
    ...(zone === null ? [] : [{ key: 'zone', label: t('access.zone'), value: zone }]),
    { key: 'probed', label: t('fact.probedAt'), value: age(read.probedAt) },
  ];
}

function Pinned({ pin }: { pin: string }) {
  const { t } = useTranslation('connections');
  return (
    <>
      {t('fact.pinned')} <CodeText>{pairsOf(pin)}</CodeText>
    </>
  );
}
