import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LedgerStatus } from '../../../src/contract/ledger.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, KeyValues, Notice, StateTag } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { HashText } from './hash-text.tsx';

/** Signing of bundles, on or off, and the key to read out. */
export function SigningCard({ ledger: { signing, key } }: { ledger: LedgerStatus }) {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  const change = useMutation(orpc.ledger.setSigning.mutationOptions());
  const lost = signing && key !== null && !key.usable;
  return (
    <Card title={t('signing.title')}>
      <div className="row">
        <StateTag tone={lost ? 'attention' : signing ? 'ok' : 'unknown'}>{t(signing && !lost ? 'signing.on' : 'signing.off')}</StateTag>
      </div>
      <p className="prose soft">{t('signing.intro')}</p>
      {lost && <Notice tone="attention">{t('signing.unusable')}</Notice>}
      {key !== null && (
        <>
          <KeyValues
            items={[
              { key: 'fingerprint', label: t('signing.fingerprint'), value: <HashText>{key.fingerprint}</HashText> },
              { key: 'made', label: t('signing.madeAt'), value: format.dateTime(key.madeAt) },
            ]}
          />
          <p className="prose soft small">{t('signing.tell')}</p>
        </>
      )}
      {change.error !== null && <ErrorNotice error={change.error} />}
      <div className="row">
        {(!signing || lost) && (
          <Button variant="primary" isPending={change.isPending} onPress={() => change.mutate({ on: true })}>
            {t(lost ? 'signing.newKey' : 'signing.turnOn')}
          </Button>
        )}
        {signing && (
          <Button isPending={change.isPending} onPress={() => change.mutate({ on: false })}>
            {t('signing.turnOff')}
          </Button>
        )}
      </div>
    </Card>
  );
}
