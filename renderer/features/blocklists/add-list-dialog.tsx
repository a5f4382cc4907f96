import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIST_SUBJECTS, type ListSubject } from '../../../src/shared/blocklists.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { CheckList } from '../../ui/choice.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';

/** A list that the catalogue does not know. */
export function AddListDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['blocklists', 'common']);
  const [name, setName] = useState('');
  const [zone, setZone] = useState('');
  const [subjects, setSubjects] = useState<ListSubject[]>(['ip4']);
  const add = useMutation(orpc.blocklists.addList.mutationOptions({ onSuccess: onClose }));
  return (
    <Dialog
      title={t('lists.add')}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={name.trim() === '' || zone.trim() === '' || subjects.length === 0}
            isPending={add.isPending}
            onPress={() => add.mutate({ name, zone, subjects })}
          >
            {t('lists.addDo')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft prose">{t('lists.addIntro')}</p>
        <TextField label={t('lists.name')} value={name} onChange={setName} />
        <TextField label={t('lists.zone')} hint={t('lists.zoneHint')} value={zone} onChange={setZone} />
        <CheckList label={t('lists.keeps')} value={subjects} onChange={setSubjects} options={LIST_SUBJECTS.map((id) => ({ id, label: t(`subject.${id}`) }))} />
        {add.error !== null && <ErrorNotice error={add.error} />}
      </div>
    </Dialog>
  );
}
