import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFailure } from '../../client/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { showFaults } from '../../ui/first-fault.ts';
import { TimeZoneField } from '../../ui/time-zone-field.tsx';
import { missingIn } from './access.rules.ts';
import type { Facts } from './panel-facts.ts';
import { SecretHelp } from './secret-help.tsx';
import type { SetUp } from './use-set-up.ts';

interface AccessStepProps {
  setUp: SetUp;
  facts: Facts;
  onLeave: (() => void) | undefined;
}

/** Address, login and secret, beside them where the secret is made and what it must allow. */
export function AccessStep({ setUp, facts, onLeave }: AccessStepProps) {
  const { t } = useTranslation(['connections', 'common']);
  const [tried, setTried] = useState(false);
  const { form, isKept, error } = setUp;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    showFaults(event, () => setTried(true));
    if (!Object.values(missingIn(form, isKept)).some(Boolean)) setUp.submit();
  };
  return (
    <form className="stack" data-gap="l" onSubmit={submit} noValidate>
      {error !== null && !isFailure(error, 'panel_address_invalid') && !isFailure(error, 'panel_secret_missing') && (
        <ErrorNotice error={error}>{t('access.nothingKept')}</ErrorNotice>
      )}
      <div className="access">
        <Card title={t('access.title', { panel: t(`kind.${facts.kind}`) })}>
          <AccessFields setUp={setUp} facts={facts} tried={tried} />
        </Card>
        <SecretHelp facts={facts} />
      </div>
      <div className="row">
        <Button type="submit" variant="primary" isPending={setUp.isPending}>
          {t('access.check')}
        </Button>
        <Button onPress={() => setUp.setStep('panel')}>{t('access.otherPanel')}</Button>
        {onLeave !== undefined && <Button onPress={onLeave}>{t('common:cancel')}</Button>}
      </div>
    </form>
  );
}

function AccessFields({ setUp, facts, tried }: { setUp: SetUp; facts: Facts; tried: boolean }) {
  const { t } = useTranslation(['connections', 'common']);
  const { form, set, isKept, error } = setUp;
  const missing = missingIn(form, isKept);
  const required = (isMissing: boolean) => (tried && isMissing ? t('common:required') : undefined);
  const wrongAddress = isFailure(error, 'panel_address_invalid') ? t('access.addressWrong') : undefined;
  return (
    <>
      <TextField
        label={t('access.address')}
        hint={t('access.addressHint', { port: String(facts.defaultPort) })}
        value={form.address}
        onChange={(address) => set({ address })}
        error={required(missing.address) ?? wrongAddress}
        maxLength={500}
        autoComplete="off"
        inputMode="url"
        isRequired
      />
      <TextField
        label={t('access.login')}
        hint={t('access.loginHint')}
        value={form.login}
        onChange={(login) => set({ login })}
        error={required(missing.login)}
        maxLength={200}
        autoComplete="off"
        isRequired
      />
      <SecretField setUp={setUp} facts={facts} isMissing={tried && missing.secret} />
      {facts.needsZone && (
        <TimeZoneField label={t('access.zone')} hint={t('access.zoneHint')} none={t('access.zoneHere')} value={form.zone} onChange={(zone) => set({ zone })} />
      )}
    </>
  );
}

/** What is stored is never shown again: an empty field leaves it as it is. */
function SecretField({ setUp: { form, set, isKept, error }, facts, isMissing }: { setUp: SetUp; facts: Facts; isMissing: boolean }) {
  const { t } = useTranslation(['connections', 'common']);
  return (
    <TextField
      type="password"
      label={t(`secret.${facts.secret}`)}
      hint={t(isKept ? 'access.secretKept' : 'access.secretHint')}
      value={form.secret}
      onChange={(secret) => set({ secret })}
      error={isMissing || isFailure(error, 'panel_secret_missing') ? t('common:required') : undefined}
      maxLength={4000}
      autoComplete="new-password"
      isRequired={!isKept}
    />
  );
}
