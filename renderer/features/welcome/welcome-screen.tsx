import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { client, orpc } from '../../client/client.ts';
import { useStream } from '../../client/use-stream.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { toast } from '../../ui/toasts.tsx';
import { StepList } from './step-list.tsx';
import { stepsOf } from './steps.rules.ts';
import { setSitting } from './use-sitting.ts';

/** The first sitting: five steps from nothing to the proof. It can be left and resumed at any time. */
export function WelcomeScreen() {
  const { t } = useTranslation('welcome');
  const [, navigate] = useLocation();
  const query = useQuery(orpc.system.today.queryOptions({ input: {} }));
  const putAside = async () => {
    await setSitting('done');
    toast({ text: t('putAside.done'), undo: () => void setSitting('open') });
    navigate('/');
  };
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Button onPress={() => void putAside()}>{t('putAside.action')}</Button>}>
      <Loaded query={query}>
        {(today) => (
          <>
            <Card flush>
              <StepList steps={stepsOf(today)} />
            </Card>
            {today.hosts === 0 && today.clients === 0 && <Demo />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Demo() {
  const { t } = useTranslation('welcome');
  const [, navigate] = useLocation();
  const fill = useStream(client.system.fillDemo);
  const start = async () => {
    const result = await fill.run({ language: currentLanguage() });
    if (result === undefined) return;
    toast({ text: t('demo.done', { count: result.clients }) });
    navigate('/');
  };
  if (fill.status === 'running') return <ProgressPanel title={t('demo.title')} progress={fill.progress} startedAt={fill.startedAt} onCancel={fill.cancel} />;
  return (
    <Card title={t('demo.title')}>
      <p className="soft prose">{t('demo.text')}</p>
      {fill.status === 'failed' && <ErrorNotice error={fill.error} />}
      <div>
        <Button icon={FlaskConical} onPress={() => void start()}>
          {t('demo.action')}
        </Button>
      </div>
    </Card>
  );
}
