import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../src/contract/dossiers.ts';
import { type DossierTick, GUIDELINES } from '../../../src/shared/dossiers.ts';
import { client } from '../../client/client.ts';
import { Check } from '../../ui/choice.tsx';
import { DateText } from '../../ui/time.tsx';
import { useAct } from './use-dossier.ts';

interface TicksProps {
  dossier: Dossier;
}

/** One point a person confirms, with who did and when. */
function Tick({ dossier, tick, about, children }: TicksProps & { tick: DossierTick; about: string; children?: ReactNode }) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  const save = useAct((on: boolean) => client.dossiers.tick({ id: dossier.id, tick, on }));
  const said = dossier.ticks[tick];
  return (
    <li className="dossier-tick">
      <Check about={about} label={t(`dossier:tick.${tick}`)} isSelected={said !== undefined} onChange={(on) => save.mutate(on)} />
      {said !== undefined && (
        <span className="soft small">
          {said.author}, <DateText on={said.on} />
        </span>
      )}
      {children}
    </li>
  );
}

const DECLARED = ['verified', 'automatic', 'none_unasked', 'record', 'writer', 'reason', 'bounces'] as const;

function isAsked(tick: (typeof DECLARED)[number], { kinds }: Dossier['fields']): boolean {
  if (tick === 'automatic') return kinds.includes('automatic');
  return tick !== 'verified' || kinds.includes('advertising') || kinds.includes('information');
}

/** What the client confirms of his mailings. Which points there are depends on what he sends. */
export function Declarations({ dossier }: TicksProps) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  if (dossier.fields.kinds.length === 0) return <p>{t('declarations.kindsFirst')}</p>;
  return (
    <ul className="dossier-ticks">
      {DECLARED.filter((tick) => isAsked(tick, dossier.fields)).map((tick) => (
        <Tick key={tick} dossier={dossier} tick={tick} about={t('dossier:item.declarations')} />
      ))}
    </ul>
  );
}

/** Somebody tried the link and saw that it asks for nothing. */
export function NoLogin({ dossier }: TicksProps) {
  const { t } = useTranslation('dossier');
  return (
    <ul className="dossier-ticks">
      <Tick dossier={dossier} tick="no_login" about={t('item.no_login')} />
    </ul>
  );
}

/** The rules of the large receivers, each where it stands. */
export function Guidelines({ dossier }: TicksProps) {
  const { t } = useTranslation(['dossiers', 'dossier']);
  return (
    <>
      <ul className="dossier-ticks">
        {GUIDELINES.map(({ tick, url, checkedOn }) => (
          <Tick key={tick} dossier={dossier} tick={tick} about={t('dossier:item.guidelines')}>
            <span className="small dossier-link">
              <a href={url} target="_blank" rel="noreferrer">
                {url.replace('https://', '')} <ExternalLink size={12} aria-hidden />
              </a>{' '}
              <span className="soft">
                {t('guidelines.checked')} <DateText on={checkedOn} />
                {tick === 'mailru' && ` · ${t('guidelines.optional')}`}
              </span>
            </span>
          </Tick>
        ))}
      </ul>
      <p className="soft small prose">{t('guidelines.chance')}</p>
    </>
  );
}
