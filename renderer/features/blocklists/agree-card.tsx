import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** What a query discloses: to be read before agreeing, and ever after. */
export function Discloses() {
  const { t } = useTranslation('blocklists');
  return (
    <>
      <p className="prose">{t('agree.discloses')}</p>
      <p className="prose">{t('agree.whom')}</p>
      <p className="prose">{t('agree.remembered')}</p>
    </>
  );
}

/** Nothing is asked before somebody has read what a query discloses, and agreed. */
export function AgreeCard() {
  const { t } = useTranslation('blocklists');
  const agree = useMutation(orpc.blocklists.agree.mutationOptions());
  return (
    <Card title={t('agree.title')}>
      <div className="stack">
        <Discloses />
        {agree.error !== null && <ErrorNotice error={agree.error} />}
        <div className="row">
          <Button variant="primary" isPending={agree.isPending} onPress={() => agree.mutate({ agreed: true })}>
            {t('agree.do')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
