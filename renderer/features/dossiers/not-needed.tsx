import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Dialog } from '../../ui/overlay.tsx';
import type { PanelProps } from './panel-props.ts';
import { useAct } from './use-dossier.ts';

/** Says why an item is not needed: the application says so too. */
export function NotNeeded({ dossier, item }: PanelProps) {
  const { t } = useTranslation(['dossiers', 'dossier', 'common']);
  const [reason, setReason] = useState<string>();
  const undo = useAct(() => client.dossiers.need({ id: dossier.id, item: item.id, reason: null }));
  const say = useAct(
    (why: string) => client.dossiers.need({ id: dossier.id, item: item.id, reason: why }),
    () => ({ text: t('spared.done'), undo: () => undo.mutate(undefined) }),
  );
  const close = () => setReason(undefined);
  return (
    <div className="row">
      <Button variant="quiet" onPress={() => setReason('')}>
        {t('spared.say')}
      </Button>
      {reason !== undefined && (
        <Dialog
          title={t('spared.title', { item: t(`dossier:item.${item.id}`) })}
          isOpen
          onOpenChange={(open) => !open && close()}
          actions={
            <>
              <Button onPress={close}>{t('common:cancel')}</Button>
              <Button
                variant="primary"
                isDisabled={reason.trim() === ''}
                isPending={say.isPending}
                onPress={() => say.mutate(reason.trim(), { onSuccess: close })}
              >
                {t('spared.save')}
              </Button>
            </>
          }
        >
          <p className="soft prose">{t('spared.why')}</p>
          <TextArea label={t('spared.reason')} wide autoFocus value={reason} onChange={setReason} />
        </Dialog>
      )}
    </div>
  );
}
