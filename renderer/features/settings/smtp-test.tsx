import { useMutation } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';

/** Tries the saved server: connection, login and, with an address, one message. Shows what the server said, word for word. */
export function SmtpTest({ unsaved, ready }: { unsaved: boolean; ready: boolean }) {
  const { t } = useTranslation('settings');
  const [to, setTo] = useState('');
  const test = useMutation(orpc.settings.testSmtp.mutationOptions());
  const address = to.trim();
  return (
    <div className="stack">
      <TextField label={t('test.to')} hint={t('test.toHint')} type="email" value={to} onChange={setTo} />
      <div className="row">
        <Button icon={PlugZap} isDisabled={!ready || unsaved} isPending={test.isPending} onPress={() => test.mutate(address === '' ? {} : { to: address })}>
          {t(test.isPending ? 'test.running' : 'test.run')}
        </Button>
        {unsaved && <span className="soft small">{t('test.saveFirst')}</span>}
      </div>
      {test.error !== null && <ErrorNotice error={test.error} />}
      {test.data !== undefined && (
        <Notice tone="ok" title={t(test.data.sent ? 'test.sent' : 'test.connected')}>
          <KeyValues
            items={[
              { key: 'reply', label: t('test.reply'), value: <CodeText>{test.data.reply}</CodeText> },
              { key: 'tls', label: t('test.encryption'), value: test.data.tls ?? t('test.noEncryption') },
            ]}
          />
        </Notice>
      )}
    </div>
  );
}
