import { AlarmClock, AlarmClockOff, ChartLine, Check, PlugZap, Radar, ScanSearch, User } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../src/contract/alerts.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog, Menu } from '../../ui/overlay.tsx';
import { CASE_OPENED, CAUSE_SOUGHT, causeOf, figuresOf, subjectOf } from './alert-words.ts';
import { CaseLink } from './case-link.tsx';
import { endOf, endOn, SNOOZES } from './snooze.rules.ts';
import { useSee, useSnooze } from './use-alerts.ts';

interface AlertActionsProps {
  alert: Alert;
  /** On its own page. */
  isPage?: boolean;
  /** The figures are in sight already. */
  isAtFigures?: boolean;
}

/** What can be done about an alert. */
export function AlertActions({ alert, isPage = false, isAtFigures = false }: AlertActionsProps) {
  const { t } = useTranslation('alerts');
  const isOpen = alert.closedAt === null;
  // In a list the sentences are what counts: a row of frames below each would drown them.
  const variant = isPage ? 'secondary' : 'quiet';
  return (
    <div className="row">
      <CaseLinks alert={alert} isPage={isPage} />
      {alert.kind === 'listed' && (
        <LinkButton to="/hosts/blocklists" variant={variant} icon={Radar}>
          {t('do.blocklists')}
        </LinkButton>
      )}
      {!isAtFigures && alert.kind !== 'connection_lost' && alert.kind !== 'listed' && (
        <LinkButton to={figuresOf(alert)} variant={variant} icon={ChartLine}>
          {t('do.figures')}
        </LinkButton>
      )}
      {alert.kind === 'connection_lost' && (
        <LinkButton to={`/hosts/${alert.hostId}/packs/${alert.packId}`} variant={variant} icon={PlugZap}>
          {t('do.connection')}
        </LinkButton>
      )}
      {alert.clientId !== null && (
        <LinkButton to={`/clients/${alert.clientId}`} variant={variant} icon={User}>
          {t('do.client')}
        </LinkButton>
      )}
      {isOpen && <SnoozeMenu alert={alert} variant={variant} />}
      {alert.seen === null && <SeeButton alert={alert} />}
    </div>
  );
}

/** Ways to who caused it, and to a case of it. */
function CaseLinks({ alert, isPage }: { alert: Alert; isPage: boolean }) {
  const { t } = useTranslation('alerts');
  return (
    <>
      {CAUSE_SOUGHT.has(alert.kind) && (
        <LinkButton to={causeOf(alert)} variant={isPage ? 'primary' : 'quiet'} icon={ScanSearch}>
          {t('do.cause')}
        </LinkButton>
      )}
      {CASE_OPENED.has(alert.kind) && <CaseLink alert={alert} variant={isPage ? 'secondary' : 'quiet'} />}
    </>
  );
}

function SeeButton({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const see = useSee();
  return (
    <Button
      variant="quiet"
      icon={Check}
      isPending={see.isPending}
      onPress={() => see.mutate({ ids: [alert.id] })}
      aria-label={`${t('do.see')}: ${subjectOf(alert)}`}
    >
      {t('do.see')}
    </Button>
  );
}

interface SnoozeProps {
  alert: Alert;
  variant: 'secondary' | 'quiet';
}

function SnoozeMenu({ alert, variant }: SnoozeProps) {
  const snooze = useSnooze(alert);
  const { t } = useTranslation('alerts');
  const look = { variant, isPending: snooze.isPending };
  const name = (key: 'snooze.open' | 'snooze.wake') => `${t(key)}: ${subjectOf(alert)}`;
  if (alert.snoozedUntil === null) return <PutOff look={look} name={name('snooze.open')} onChoose={(until) => snooze.mutate(until)} />;
  return (
    <Button {...look} icon={AlarmClockOff} onPress={() => snooze.mutate(null)} aria-label={name('snooze.wake')}>
      {t('snooze.wake')}
    </Button>
  );
}

interface PutOffProps {
  look: { readonly variant: SnoozeProps['variant']; readonly isPending: boolean };
  name: string;
  onChoose(until: string): void;
}

function PutOff({ look, name, onChoose }: PutOffProps) {
  const { t } = useTranslation('alerts');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <Button {...look} icon={AlarmClock} aria-label={name}>
            {t('snooze.open')}
          </Button>
        }
        actions={[
          ...SNOOZES.map((id) => ({ id, label: t(`snooze.for.${id}`), run: () => onChoose(endOf(id, new Date())) })),
          { id: 'day', label: t('snooze.for.day'), run: () => setAsking(true) },
        ]}
      />
      {asking && (
        <SnoozeDialog
          onClose={() => setAsking(false)}
          onChoose={(day) => {
            setAsking(false);
            onChoose(endOn(day));
          }}
        />
      )}
    </>
  );
}

function SnoozeDialog({ onClose, onChoose }: { onClose(): void; onChoose(day: string): void }) {
  const { t } = useTranslation(['alerts', 'common']);
  const [day, setDay] = useState<string | null>(null);
  const [first] = useState(() => tomorrow(new Date()));
  const isWrong = day === null || day < first;
  return (
    <Dialog
      title={t('snooze.title')}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" isDisabled={isWrong} onPress={() => !isWrong && onChoose(day)}>
            {t('snooze.open')}
          </Button>
        </>
      }
    >
      <p className="soft prose">{t('snooze.why')}</p>
      <DateField label={t('snooze.day')} value={day} onChange={setDay} min={first} />
    </Dialog>
  );
}

/** The day after, on the clock of this machine. */
function tomorrow(now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
