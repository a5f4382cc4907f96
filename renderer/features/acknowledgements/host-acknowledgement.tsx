import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, Copy, type LucideIcon, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../src/shared/language.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { useCopyText } from '../../ui/copy-text.ts';
import { KeyValues, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { RungTag } from '../evidence/index.ts';
import type { HostState } from './use-manual-proof.ts';

type AccountState = HostState['accounts'][number];

const LOOKS: Readonly<Record<AccountState['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  current: { tone: 'ok', icon: CircleCheck },
  older: { tone: 'attention', icon: RotateCw },
  none: { tone: 'attention', icon: CircleDashed },
};

/** How the accounts of a client at one host stand, and the code to read out on the phone. */
export function HostAcknowledgement({ host, language }: { host: HostState; language: Language }) {
  const { t } = useTranslation('replies');
  const { hostName, current, round } = host;
  const title = current === null ? t('state.hostNoVersion', { host: hostName }) : t('state.hostVersion', { host: hostName, number: current.number });
  return (
    <div className="stack" data-gap="s">
      <h3>{title}</h3>
      {current !== null && round !== null && round < current.number && (
        <p className="soft small prose">{t('state.stillCounts', { number: current.number, round })}</p>
      )}
      {current !== null && (
        <Table
          label={title}
          rows={host.accounts}
          rowKey={(account) => account.accountId}
          columns={[
            { id: 'account', header: t('state.account'), cell: (account) => account.mainDomain },
            { id: 'state', header: t('state.stateHeader'), cell: ({ state }) => <StateTag {...LOOKS[state]}>{t(`state.${state}`)}</StateTag> },
            { id: 'what', header: t('state.what'), cell: (account) => <What account={account} current={current.number} /> },
            { id: 'how', header: t('state.how'), cell: ({ acknowledged }) => acknowledged !== null && <RungTag rung={acknowledged.rung} /> },
          ]}
        />
      )}
      {current !== null && <ReplyCode token={host.token} language={language} />}
    </div>
  );
}

function What({ account: { acknowledged, state }, current }: { account: AccountState; current: number }) {
  const { t } = useTranslation('replies');
  const { dateTime } = useFormat();
  if (acknowledged === null) return <span className="soft">{t('state.neverAsked', { current })}</span>;
  const values = { number: acknowledged.versionNumber, date: dateTime(acknowledged.at), current };
  return t(state === 'older' ? 'state.acknowledgedOlder' : 'state.acknowledgedOn', values);
}

function ReplyCode({ token, language }: { token: string | null; language: Language }) {
  const { t } = useTranslation(['replies', 'common']);
  const phrases = useQuery(orpc.acknowledgements.phrases.queryOptions({ input: {} })).data ?? [];
  const phrase = phrases.find((each) => each.language === language)?.phrase;
  const copy = useCopyText();
  if (token === null) return <p className="soft small">{t('state.noCode')}</p>;
  return (
    <KeyValues
      items={[
        {
          key: 'code',
          label: t('state.code'),
          value: (
            <span className="row">
              <code className="reply-code">{token}</code>
              <Button variant="quiet" icon={Copy} onPress={() => copy(token, t('common:copied'))} aria-label={t('state.copyCode')}>
                {t('common:copy')}
              </Button>
              <span className="soft small">{t('state.codeHint')}</span>
            </span>
          ),
        },
        ...(phrase === undefined ? [] : [{ key: 'phrase', label: t('state.phrase'), value: <q lang={language}>{phrase}</q> }]),
      ]}
    />
  );
}
