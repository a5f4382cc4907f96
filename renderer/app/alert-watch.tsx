import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { orpc } from '../client/client.ts';
import { useTitleCount } from '../ui/page.tsx';
import { onDemand } from './on-demand.tsx';

const DesktopNotices = onDemand(async () => (await import('../features/alerts/desktop-notices.tsx')).DesktopNotices);

/** Alerts that nobody has seen yet. */
export function useUnseenAlerts(): number {
  return useQuery(orpc.alerts.summary.queryOptions({ input: {} })).data?.unseen ?? 0;
}

/** In a browser: the count of unseen alerts in the title of the tab, and notifications. The desktop shell has its badge and its own. */
export function AlertWatch() {
  return window.sendward === undefined ? <InBrowser /> : null;
}

function InBrowser() {
  const count = useUnseenAlerts();
  useEffect(() => useTitleCount.setState({ count }), [count]);
  return (
    <Suspense>
      <DesktopNotices />
    </Suspense>
  );
}
