import { GitCompareArrows, ListTree, User } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suspect, Verdict } from '../../../src/contract/culprits.ts';
import type { LogId } from '../../../src/contract/ids.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { logAccountPath } from '../logs/index.ts';
import { LabelTag } from './label-tag.tsx';
import { Reasons } from './reasons.tsx';
import { SuspectCurve } from './suspect-curve.tsx';
import { SuspectDetails } from './suspect-details.tsx';
import { SuspectShare } from './suspect-share.tsx';
import { nameOf } from './verdict-words.ts';

interface SuspectProps {
  suspect: Suspect;
  verdict: Verdict;
  /** The log the account can be looked up in; null = none is left. */
  logId: LogId | null;
  /** Left out where there is nobody to compare with. */
  onCompare?: (() => void) | undefined;
}

/** One account to ask, to be read in a few seconds: who, how sure, how much, what speaks for and against. Everything else folds out. */
export function SuspectCard(props: SuspectProps) {
  const { suspect, verdict } = props;
  const id = useId();
  return (
    <section className="card suspect" data-label={suspect.label} aria-labelledby={id}>
      <div className="suspect-head">
        <h3 id={id}>{nameOf(suspect)}</h3>
        <LabelTag label={suspect.label} />
        <Who suspect={suspect} />
      </div>
      <div className="suspect-figures">
        <SuspectShare suspect={suspect} windowMinutes={verdict.windowMinutes} />
        <SuspectCurve suspect={suspect} verdict={verdict} />
      </div>
      <Reasons {...suspect} />
      <SuspectDetails suspect={suspect} />
      <Ways {...props} />
    </section>
  );
}

function Who({ suspect }: Pick<SuspectProps, 'suspect'>) {
  const { t } = useTranslation('culpritsScreen');
  const { account, clientId, clientName } = suspect;
  return (
    <span className="soft small">
      {nameOf(suspect) !== account && `${account} · `}
      {clientId === null ? clientName || t('suspect.noClient') : <a href={`#/clients/${clientId}`}>{clientName}</a>}
    </span>
  );
}

/** Where to go on from here. */
function Ways({ suspect, logId, onCompare }: SuspectProps) {
  const { t } = useTranslation('culpritsScreen');
  const { account, clientId, clientName } = suspect;
  const name = nameOf(suspect);
  return (
    <div className="row">
      {logId !== null && (
        <LinkButton to={logAccountPath(logId, account)} icon={ListTree}>
          {t('suspect.openAccount')}
          <span className="visually-hidden"> ({name})</span>
        </LinkButton>
      )}
      {clientId !== null && (
        <LinkButton to={`/clients/${clientId}`} icon={User}>
          {t('suspect.openClient')}
          <span className="visually-hidden"> ({clientName})</span>
        </LinkButton>
      )}
      {onCompare && (
        <Button icon={GitCompareArrows} onPress={onCompare} aria-label={t('suspect.compareOf', { name })}>
          {t('suspect.compare')}
        </Button>
      )}
    </div>
  );
}
