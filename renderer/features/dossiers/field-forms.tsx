import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { MAILING_KINDS } from '../../../src/shared/dossiers.ts';
import { client } from '../../client/client.ts';
import { faultyPath } from '../../client/describe-error.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { CheckList } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NumberField, TextArea, TextField } from '../../ui/field.tsx';
import { useAct } from './use-dossier.ts';
import { useFields } from './use-fields.ts';

interface FormProps {
  dossier: Dossier;
}

interface SavedFormProps {
  isChanged: boolean;
  save: UseMutationResult<Dossier, Error, void>;
  children: ReactNode;
}

/** Fields with the button that saves them. */
export function SavedForm({ isChanged, save, children }: SavedFormProps) {
  const { t } = useTranslation('common');
  return (
    <form
      className="stack"
      // What is wrong is said at the field, by the core: the browser would keep the form back without a word.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save.mutate();
      }}
    >
      {children}
      {save.error !== null && <ErrorNotice error={save.error} />}
      <div className="row">
        <Button type="submit" variant="primary" isDisabled={!isChanged} isPending={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

/** From where and under what name it is sent. */
export function SenderForm({ dossier }: FormProps) {
  const { t } = useTranslation('dossiers');
  const { values, set, ...saving } = useFields(dossier, ['account', 'ipAddress', 'sendingAddress']);
  const path = faultyPath(saving.save.error);
  const ip = { label: t('sender.ip'), error: path === 'fields.ipAddress' ? t('sender.ipWrong') : undefined };
  const address = { label: t('sender.address'), error: path === 'fields.sendingAddress' ? t('sender.addressWrong') : undefined };
  return (
    <SavedForm {...saving}>
      <TextField label={t('sender.account')} hint={t('sender.accountHint')} value={values.account} onChange={(account) => set({ account })} />
      <TextField {...ip} value={values.ipAddress} placeholder="192.0.2.10" onChange={(text) => set({ ipAddress: text.trim() })} />
      <TextField type="email" {...address} value={values.sendingAddress} onChange={(text) => set({ sendingAddress: text.trim() })} />
    </SavedForm>
  );
}

/** What is sent: kept as soon as it is chosen. */
export function KindsForm({ dossier }: FormProps) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const save = useAct((kinds: Dossier['fields']['kinds']) => client.dossiers.update({ id: dossier.id, fields: { kinds } }));
  return (
    <CheckList
      label={t('kinds.label')}
      value={dossier.fields.kinds}
      onChange={(kinds) => save.mutate(kinds)}
      options={MAILING_KINDS.map((id) => ({ id, label: t(`dossier:mailing.${id}`) }))}
    />
  );
}

/** How many, as a rule and at most. */
export function VolumeForm({ dossier }: FormProps) {
  const { t } = useTranslation('dossiers');
  const { values, set, ...saving } = useFields(dossier, ['perDay', 'peak']);
  return (
    <SavedForm {...saving}>
      <NumberField label={t('volume.perDay')} minValue={1} maxValue={100_000_000} value={values.perDay} onChange={(perDay) => set({ perDay })} />
      <NumberField
        label={t('volume.peak')}
        hint={t('volume.peakHint')}
        minValue={1}
        maxValue={100_000_000}
        value={values.peak}
        onChange={(peak) => set({ peak })}
      />
    </SavedForm>
  );
}

/** Who answers the host. */
export function ContactForm({ dossier }: FormProps) {
  const { t } = useTranslation('dossiers');
  const { values, set, ...saving } = useFields(dossier, ['contactHours']);
  return (
    <>
      <SavedForm {...saving}>
        <TextArea rows={2} label={t('contact.label')} hint={t('contact.hint')} value={values.contactHours} onChange={(contactHours) => set({ contactHours })} />
      </SavedForm>
      <div className="row">
        <LinkButton to="/settings" variant="quiet">
          {t('contact.settings')}
        </LinkButton>
      </div>
    </>
  );
}
