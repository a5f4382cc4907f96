import { useMutation } from '@tanstack/react-query';
import { Radar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { KeyValues } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { SavedForm } from './field-forms.tsx';
import { RecordsTable } from './records-table.tsx';
import { show } from './use-dossier.ts';
import { useFields } from './use-fields.ts';

/** SPF, DKIM, DMARC and reverse DNS: asked only when somebody presses the button. */
export function TechnicalPanel({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossiers');
  const { values, set, ...saving } = useFields(dossier, ['dkimSelector']);
  const ask = useMutation({ mutationFn: () => client.dossiers.askNames({ id: dossier.id }), onSuccess: show });
  const { sendingAddress, ipAddress } = dossier.fields;
  const items = [
    { key: 'address', label: t('sender.address'), value: sendingAddress || t('technical.notYet') },
    { key: 'ip', label: t('sender.ip'), value: ipAddress || t('technical.notYet') },
  ];
  return (
    <>
      <KeyValues items={items} />
      <SavedForm {...saving}>
        <TextField
          label={t('technical.selector')}
          hint={t('technical.selectorHint')}
          value={values.dkimSelector}
          onChange={(dkimSelector) => set({ dkimSelector })}
        />
      </SavedForm>
      {ask.error !== null && <ErrorNotice error={ask.error} />}
      <div className="stack" data-gap="s">
        <div className="row">
          <Button icon={Radar} isDisabled={sendingAddress === '' || ipAddress === ''} isPending={ask.isPending} onPress={() => ask.mutate()}>
            {t(dossier.technical === null ? 'technical.ask' : 'technical.again')}
          </Button>
        </div>
        <p className="soft small prose">{t(sendingAddress === '' || ipAddress === '' ? 'technical.senderFirst' : 'technical.discloses')}</p>
      </div>
      <RecordsTable dossier={dossier} />
    </>
  );
}
