import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Transport } from '../../../src/contract/outbox.ts';
import type { Settings } from '../../../src/contract/settings.ts';
import { orpc } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { RadioCards } from '../../ui/choice.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SmtpForm } from './smtp-form.tsx';
import { showSaved } from './use-settings-form.ts';

const TRANSPORTS = ['practice', 'smtp', 'draft'] as const satisfies readonly Transport[];

/** How messages leave: not at all (practice), through a server, or as files. */
export function SendingCard({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings');
  const update = useMutation(orpc.settings.update.mutationOptions({ onSuccess: showSaved }));
  // Once a server is saved, that there was none is no longer true.
  const outlived = isFailure(update.error, 'smtp_not_set') && settings.smtp.host !== '' && settings.sender.fromAddress !== '';
  return (
    <Card title={t('sending.title')}>
      <RadioCards
        label={t('sending.way')}
        across
        value={settings.transport}
        onChange={(transport) => update.mutate({ transport })}
        options={TRANSPORTS.map((id) => ({ id, label: t(`transport.${id}.title`), hint: t(`transport.${id}.text`) }))}
      />
      {update.error !== null && !outlived && <ErrorNotice error={update.error}>{t('sending.smtpFirst')}</ErrorNotice>}
      {settings.transport === 'practice' && <Notice tone="info">{t('sending.practiceNote')}</Notice>}
      <SmtpForm settings={settings} />
    </Card>
  );
}
