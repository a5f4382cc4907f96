import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertLevel } from '../../../src/contract/alerts.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Notice } from '../../ui/display.tsx';
import type { FieldsProps } from './settings-form.ts';

const NONE = 'none';

/** From which level on the desktop is told; a browser asks for leave first. */
export function NotifyFields({ values, set }: FieldsProps) {
  const { t } = useTranslation('alerts');
  return (
    <>
      <Select
        label={t('settings.notifyFrom')}
        hint={t('settings.notifyFromHint')}
        value={values.notifyFrom ?? NONE}
        onChange={(id) => set({ notifyFrom: AlertLevel.options.find((level) => level === id) ?? null })}
        options={[{ id: NONE, label: t('settings.notifyNone') }, ...AlertLevel.options.map((id) => ({ id, label: t(`settings.notify.${id}`) }))]}
      />
      {window.sendward === undefined && values.notifyFrom !== null && <BrowserLeave />}
    </>
  );
}

/** Whether this browser may show notifications; only a press of the button asks. */
function BrowserLeave() {
  const { t } = useTranslation('alerts');
  const [leave, setLeave] = useState<NotificationPermission | 'missing'>(() => (typeof Notification === 'undefined' ? 'missing' : Notification.permission));
  const ask = async () => setLeave(await Notification.requestPermission());
  if (leave === 'granted') return <Notice tone="ok">{t('settings.browser.granted')}</Notice>;
  if (leave !== 'default') return <Notice tone="attention">{t(`settings.browser.${leave}`)}</Notice>;
  return (
    <Notice
      tone="info"
      actions={
        <Button icon={Bell} onPress={() => void ask()}>
          {t('settings.browser.ask')}
        </Button>
      }
    >
      {t('settings.browser.default')}
    </Notice>
  );
}
