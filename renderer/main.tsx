import './ui/index.css';
import './app/frame.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { orpc, queryClient } from './client/client.ts';
import { startI18n } from './i18n/i18n.ts';

// The first question takes the one-time code out of the address before anybody can go elsewhere, and waits for no text.
void queryClient.prefetchQuery(orpc.settings.get.queryOptions({ input: {} }));
await startI18n();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
