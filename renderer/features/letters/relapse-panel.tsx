import { useQuery } from '@tanstack/react-query';
import { CircleHelp, Eye, Hourglass, type LucideIcon, ShieldCheck, Siren } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import { type client, orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { KeyValues, StateTag } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { DateTime, RelativeTime } from '../../ui/time.tsx';
import type { Tone } from '../../ui/tone.tsx';
import './letters.css';

type Relapse = Awaited<ReturnType<typeof client.letters.relapse>>;

const STATES: Readonly<Record<Relapse['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  not_begun: { tone: 'unknown', icon: Hourglass },
  watching: { tone: 'info', icon: Eye },
  quiet_72h: { tone: 'ok', icon: ShieldCheck },
  quiet_7d: { tone: 'ok', icon: ShieldCheck },
  relapsed: { tone: 'stopped', icon: Siren },
  not_watched: { tone: 'unknown', icon: CircleHelp },
};
const HOUR_MS = 3_600_000;
const WATCH_MS = 168 * HOUR_MS;

/** Whether it came back since host or list said yes: what was seen, when somebody last looked, and how far the week is. */
export function RelapsePanel({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation('lettersScreen');
  const query = useQuery(orpc.letters.relapse.queryOptions({ input: { incidentId: incident.id } }));
  return (
    <section className="stack" aria-label={t('relapse.title')}>
      <Loaded query={query}>{(relapse) => <Content relapse={relapse} isListing={incident.kind === 'listing'} />}</Loaded>
    </section>
  );
}

function Content({ relapse, isListing }: { relapse: Relapse; isListing: boolean }) {
  const { t } = useTranslation('lettersScreen');
  const { state, since, lookedAt } = relapse;
  const { tone, icon } = STATES[state];
  return (
    <>
      <div className="row">
        <StateTag tone={tone} icon={icon}>
          {t(`relapse.state.${state}`)}
        </StateTag>
        <span>{t(`relapse.why.${state}`)}</span>
      </div>
      {since !== null && (
        <>
          <Track relapse={relapse} since={since} />
          <KeyValues
            items={[
              { key: 'lookedAt', label: t('relapse.lookedAt'), value: lookedAt === null ? t('relapse.never') : <RelativeTime at={lookedAt} /> },
              { key: 'signs', label: t('relapse.signs'), value: <Signs relapse={relapse} /> },
            ]}
          />
          {(state === 'not_watched' || state === 'relapsed') && (
            <div className="row">
              {isListing && <LinkButton to="/hosts/blocklists">{t('relapse.lists')}</LinkButton>}
              <LinkButton to="/hosts/alerts">{t('relapse.alerts')}</LinkButton>
            </div>
          )}
        </>
      )}
    </>
  );
}

/** The week after the answer, as a line with its 72 hours, what was seen, and now. The words beside it say the same. */
function Track({ relapse: { signs, state }, since }: { relapse: Relapse; since: string }) {
  const { t } = useTranslation('lettersScreen');
  const { dateTime } = useFormat();
  const [now] = useState(() => Date.now());
  const share = (at: number) => `${Math.min(100, Math.max(0, ((at - Date.parse(since)) / WATCH_MS) * 100))}%`;
  return (
    <div className="stack" data-gap="s">
      <p className="soft small">{t('relapse.timeline', { when: dateTime(since) })}</p>
      <div className="relapse-track" aria-hidden>
        <div className="relapse-past" data-state={state} style={{ inlineSize: share(now) }} />
        {([72, 168] as const).map((hours) => (
          <span key={hours} className="relapse-mark" style={{ insetInlineStart: share(Date.parse(since) + hours * HOUR_MS) }}>
            <span className="soft small">{t(hours === 72 ? 'relapse.mark72' : 'relapse.mark7')}</span>
          </span>
        ))}
        {signs.map(({ at, text }) => (
          <span key={`${at} ${text}`} className="relapse-sign" style={{ insetInlineStart: share(Date.parse(at)) }} />
        ))}
      </div>
    </div>
  );
}

function Signs({ relapse: { signs } }: { relapse: Relapse }) {
  const { t } = useTranslation('lettersScreen');
  if (signs.length === 0) return t('relapse.noSigns');
  return (
    <ul className="letter-list">
      {signs.map(({ at, what, name, text }) => (
        <li key={`${at} ${text}`}>
          <StateTag tone="stopped">{t(`relapse.what.${what}`)}</StateTag> {name} · <DateTime at={at} />
          <p className="small">{text}</p>
        </li>
      ))}
    </ul>
  );
}
