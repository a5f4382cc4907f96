import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/display.tsx';

interface Failed {
  readonly error: Error | undefined;
}

/** Catches a defect of a screen: the rest of the app keeps working. Give it the location as `key`, so that leaving repairs it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, Failed> {
  override state: Failed = { error: undefined };

  static getDerivedStateFromError(error: Error): Failed {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <Broken error={this.state.error} />;
  }
}

function Broken({ error }: { error: Error }) {
  const { t } = useTranslation(['shell', 'common']);
  return (
    <div className="page">
      <Notice
        tone="stopped"
        title={t('broken.title')}
        actions={
          <>
            <Button onPress={() => window.location.reload()}>{t('broken.reload')}</Button>
            <Button variant="quiet" onPress={() => void navigator.clipboard.writeText(error.stack ?? String(error))}>
              {t('common:copyDetails')}
            </Button>
          </>
        }
      >
        {t('broken.text')}
      </Notice>
    </div>
  );
}
