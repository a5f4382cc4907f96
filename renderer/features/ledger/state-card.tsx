import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LedgerStatus } from '../../../src/contract/ledger.ts';
import { client } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, KeyValues, Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import { FaultTable } from './fault-table.tsx';
import { HashText } from './hash-text.tsx';

type State = 'empty' | 'unchecked' | 'whole' | 'faulty';

const TONES: Readonly<Record<State, Tone>> = { empty: 'unknown', unchecked: 'unknown', whole: 'ok', faulty: 'stopped' };

function stateOf({ rows, lastCheck }: LedgerStatus): State {
  if (lastCheck === null) return rows === 0 ? 'empty' : 'unchecked';
  return lastCheck.problems.length === 0 ? 'whole' : 'faulty';
}

/** How the chain stands, in words, and a check of it now. */
export function StateCard({ ledger }: { ledger: LedgerStatus }) {
  const { t } = useTranslation('ledger');
  const checking = useStream(client.ledger.check);
  const state = stateOf(ledger);
  return (
    <>
      <Card
        title={t('state.title')}
        actions={
          checking.status !== 'running' && (
            <Button variant="primary" icon={ShieldCheck} onPress={() => void checking.run({})}>
              {t('state.check')}
            </Button>
          )
        }
      >
        <div className="row">
          <StateTag tone={TONES[state]}>{t(`state.${state}`)}</StateTag>
        </div>
        <p className="prose soft">{t('state.intro')}</p>
        <Facts ledger={ledger} />
        {checking.status === 'failed' && <ErrorNotice error={checking.error} />}
        {checking.status === 'cancelled' && <p className="soft">{t('state.stopped')}</p>}
        {checking.status === 'done' && checking.result?.problems.length === 0 && (
          <div role="status">
            <Notice tone="ok">{t('state.clean', { count: checking.result.rows })}</Notice>
          </div>
        )}
      </Card>
      {checking.status === 'running' && (
        <ProgressPanel title={t('state.checking')} progress={checking.progress} startedAt={checking.startedAt} onCancel={checking.cancel} />
      )}
      {ledger.lastCheck !== null && ledger.lastCheck.problems.length > 0 && (
        <Card title={t('faults.title', { count: ledger.lastCheck.problems.length })} flush>
          <FaultTable problems={ledger.lastCheck.problems} />
        </Card>
      )}
    </>
  );
}

function Facts({ ledger: { rows, head, lastCheck } }: { ledger: LedgerStatus }) {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  const checked =
    lastCheck === null ? (
      t('state.never')
    ) : (
      <>
        <RelativeTime at={lastCheck.at} />, {t('state.checkedRows', { count: lastCheck.rows })}
      </>
    );
  return (
    <>
      <KeyValues
        items={[
          { key: 'rows', label: t('state.rows'), value: <span className="figure">{format.number(rows)}</span> },
          ...(head === null
            ? []
            : [
                { key: 'head', label: t('state.head'), value: `${t(`kind.${head.kind}`)}, ${format.dateTime(head.at)}` },
                { key: 'hash', label: t('state.headHash'), value: <HashText>{head.hash}</HashText> },
              ]),
          { key: 'checked', label: t('state.lastCheck'), value: checked },
        ]}
      />
      {head !== null && <p className="soft small prose">{t('state.readOut')}</p>}
    </>
  );
}
