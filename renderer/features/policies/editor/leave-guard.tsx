import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/overlay.tsx';

/** While it is there, a link that leads away asks first, and so does closing the window. What was typed is kept either way. */
export function LeaveGuard({ onSave }: { onSave(): Promise<unknown> }) {
  const { t } = useTranslation('policies');
  const [leavingTo, setLeavingTo] = useState<string>();
  const [, navigate] = useLocation();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
      if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(link.getAttribute('href')?.slice(1));
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener('click', onClick, true);
    // The desktop shell keeps what was typed when its window closes; a browser may come back at another address, where it is not.
    if (window.sendward === undefined) window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, []);
  if (leavingTo === undefined) return null;
  const stay = () => setLeavingTo(undefined);
  const saveAndLeave = () => void onSave().then(() => navigate(leavingTo), stay);
  const actions = (
    <>
      <Button onPress={stay}>{t('leave.stay')}</Button>
      <Button onPress={() => navigate(leavingTo)}>{t('leave.leave')}</Button>
      <Button variant="primary" onPress={saveAndLeave}>
        {t('leave.save')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('leave.title')} isOpen onOpenChange={stay} decides actions={actions}>
      <p>{t('leave.text')}</p>
    </Dialog>
  );
}
