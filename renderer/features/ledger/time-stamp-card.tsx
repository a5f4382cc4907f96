import { useMutation } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { isFailure } from '../../client/describe-error.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Card, Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';

/** The authority that can confirm the time, and a try of it. */
export function TimeStampCard({ saved }: { saved: string }) {
  const { t } = useTranslation(['ledger', 'common']);
  const [typed, setTyped] = useState(saved);
  const url = typed.trim();
  const save = useMutation(orpc.ledger.setTimeStamp.mutationOptions({ onSuccess: () => toast({ text: t('common:saved') }) }));
  const refused = isFailure(save.error, 'invalid_input');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ url });
  };
  return (
    <Card title={t('stamp.title')}>
      <p className="prose soft">{t('stamp.intro')}</p>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField label={t('stamp.url')} hint={t('stamp.urlHint')} type="url" value={typed} onChange={setTyped} error={refused ? t('stamp.bad') : undefined} />
        {save.error !== null && !refused && <ErrorNotice error={save.error} />}
        <div className="row">
          <Button type="submit" variant="primary" isDisabled={url === saved} isPending={save.isPending}>
            {t('stamp.save')}
          </Button>
        </div>
      </form>
      {saved !== '' && <TryOut unsaved={url !== saved} />}
    </Card>
  );
}

function TryOut({ unsaved }: { unsaved: boolean }) {
  const { t } = useTranslation('ledger');
  const format = useFormat();
  const test = useMutation(orpc.ledger.testTimeStamp.mutationOptions());
  return (
    <>
      <div className="row">
        <Button icon={Clock} isDisabled={unsaved} isPending={test.isPending} onPress={() => test.mutate({})}>
          {t(test.isPending ? 'stamp.testing' : 'stamp.test')}
        </Button>
        {unsaved && <span className="soft small">{t('stamp.saveFirst')}</span>}
      </div>
      {test.error !== null && <ErrorNotice error={test.error} />}
      {test.data !== undefined && (
        <div role="status">
          <Notice tone="ok">{t('stamp.works', { at: format.dateTime(test.data.at) })}</Notice>
        </div>
      )}
    </>
  );
}
