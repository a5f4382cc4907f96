import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** After a backup was put back nobody but the user can know what left since: what to look at, and then to go on. */
export function RestoredPause() {
  const { t } = useTranslation('sending');
  const resume = useMutation(orpc.outbox.resume.mutationOptions());
  return (
    <>
      <Notice
        tone="attention"
        title={t('restored.title')}
        actions={
          <Button variant="primary" icon={Play} isPending={resume.isPending} onPress={() => resume.mutate({})}>
            {t('restored.resume')}
          </Button>
        }
      >
        <p>{t('restored.why')}</p>
        <p>{t('restored.do')}</p>
      </Notice>
      {resume.error !== null && <ErrorNotice error={resume.error} />}
    </>
  );
}
