import { useTranslation } from 'react-i18next';
import type { ClientCard, Told } from '../../../src/contract/clients.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import type { Tone } from '../../ui/tone.tsx';

/** What to do about each state; states that need nothing have no action. */
const NEXT: Readonly<Record<Told, { readonly tone: Tone; readonly to: ((client: ClientCard) => string) | null }>> = {
  told: { tone: 'ok', to: null },
  practised: { tone: 'info', to: () => '/settings' },
  queued: { tone: 'info', to: () => '/sending' },
  failed: { tone: 'stopped', to: () => '/sending' },
  due: { tone: 'attention', to: () => '/notices' },
  blocked: { tone: 'stopped', to: (client) => `/clients/${client.id}/edit` },
  no_policy: { tone: 'unknown', to: () => '/hosts' },
  none: { tone: 'unknown', to: (client) => `/clients/${client.id}/edit` },
};

/** The state of a client in one sentence, with the one thing to do about it. */
export function ToldSentence({ client }: { client: ClientCard }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { tone, to } = NEXT[client.told];
  const when = client.lastNoticeAt === null ? '' : format.dateTime(client.lastNoticeAt);
  return (
    <Notice
      tone={tone}
      title={t(`told.${client.told}`)}
      actions={to === null ? undefined : <LinkButton to={to(client)}>{t(`toldNext.${client.told}`)}</LinkButton>}
    >
      {t(`toldWhy.${client.told}`, { when })}
    </Notice>
  );
}
