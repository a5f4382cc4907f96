import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from './button.tsx';
import { Dialog } from './overlay.tsx';

interface LeaveGuardProps {
  words: { readonly title: string; readonly text: string; readonly stay: string; readonly leave: string };
  /** Saves before leaving; left out where more than a press is needed to save. */
  save?: { readonly label: string; run(): Promise<unknown> };
  /** Addresses that begin with this one are the same piece of work: nobody leaves. */
  within?: string;
}

/** Where a link that leads away would have led, once one was followed. */
function useLeaving(within: string | undefined) {
  const [leavingTo, setLeavingTo] = useState<string>();
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
      const to = link?.getAttribute('href')?.slice(1);
      if (to === undefined || event.ctrlKey || event.metaKey || event.shiftKey || isWithin(to, within)) return;
      event.preventDefault();
      event.stopPropagation();
      setLeavingTo(to);
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener('click', onClick, true);
    // The desktop shell keeps what was typed when its window closes; a browser may come back at another address, where it is not.
    if (window.sendward === undefined) window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [within]);
  return [leavingTo, setLeavingTo] as const;
}

/** While it is there, a link that leads away asks first, and so does closing the window. What was typed is kept either way. */
export function LeaveGuard({ words, save, within }: LeaveGuardProps) {
  const [leavingTo, setLeavingTo] = useLeaving(within);
  const [, navigate] = useLocation();
  if (leavingTo === undefined) return null;
  const stay = () => setLeavingTo(undefined);
  const actions = (
    <>
      <Button onPress={stay}>{words.stay}</Button>
      <Button variant={save === undefined ? 'primary' : 'secondary'} onPress={() => navigate(leavingTo)}>
        {words.leave}
      </Button>
      {save !== undefined && (
        <Button variant="primary" onPress={() => void save.run().then(() => navigate(leavingTo), stay)}>
          {save.label}
        </Button>
      )}
    </>
  );
  return (
    <Dialog title={words.title} isOpen onOpenChange={stay} decides actions={actions}>
      <p>{words.text}</p>
    </Dialog>
  );
}

function isWithin(to: string, path: string | undefined): boolean {
  return path !== undefined && (to === path || to.startsWith(`${path}/`));
}
