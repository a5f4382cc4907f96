import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DateTime } from '../../ui/time.tsx';
import { pairsOf } from './access.rules.ts';
import type { SetUp } from './use-set-up.ts';

/** A certificate no authority vouches for: what it says, why that is so, and whether this one alone is to be accepted for this host. */
export function CertificateStep({ setUp: { shown, pinBefore, accept, isPending, setStep, error } }: { setUp: SetUp }) {
  const { t } = useTranslation(['connections', 'common']);
  if (shown?.problem == null) return null;
  return (
    <>
      {pinBefore !== null && (
        <Notice tone="stopped" title={t('certificate.changed')}>
          <p>{t('certificate.changedWhy')}</p>
          <p>
            {t('certificate.before')} <CodeText>{pairsOf(pinBefore)}</CodeText>
          </p>
        </Notice>
      )}
      <Notice tone="attention" title={t('certificate.title')}>
        <div className="stack" data-gap="s">
          <p>{t(`certificate.problem.${shown.problem}`)}</p>
          <p>{t('certificate.howToCompare')}</p>
        </div>
      </Notice>
      <ShownCard shown={shown} />
      {error !== null && <ErrorNotice error={error} />}
      <p className="soft prose">{t('certificate.onlyThis')}</p>
      <div className="row">
        <Button variant="primary" isPending={isPending} onPress={accept}>
          {t('certificate.accept')}
        </Button>
        <Button onPress={() => setStep('access')}>{t('certificate.refuse')}</Button>
      </div>
    </>
  );
}

/** The certificate as the server showed it. */
function ShownCard({ shown }: { shown: NonNullable<SetUp['shown']> }) {
  const { t } = useTranslation(['connections', 'common']);
  const { list } = useFormat();
  return (
    <Card title={t('certificate.shown')}>
      <KeyValues
        items={[
          { key: 'sha256', label: t('certificate.sha256'), value: <CodeText>{pairsOf(shown.sha256)}</CodeText> },
          { key: 'subject', label: t('certificate.subject'), value: <CodeText>{shown.subject}</CodeText> },
          { key: 'issuer', label: t('certificate.issuer'), value: <CodeText>{shown.issuer}</CodeText> },
          { key: 'names', label: t('certificate.names'), value: shown.names.length === 0 ? t('common:none') : list(shown.names) },
          { key: 'from', label: t('certificate.validFrom'), value: <DateTime at={shown.validFrom} /> },
          { key: 'to', label: t('certificate.validTo'), value: <DateTime at={shown.validTo} /> },
        ]}
      />
    </Card>
  );
}
