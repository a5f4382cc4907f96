import { useTranslation } from 'react-i18next';
import { dateIn, showSame, zoneOfDay } from '../../src/shared/calendar.ts';
import { useZone, ZoneContext } from '../i18n/zone.ts';
import { DateText, ZonedTime } from './time.tsx';

/**
 * A moment that a host named, by its own clock as its letters tell it, and by the one here where that shows another hour. `zone` null = nobody knows the host's. Where only a day was
 * named, that day.
 */
export function HostTime({ at, zone }: { at: string; zone: string | null }) {
  const { t } = useTranslation('common');
  const here = useZone();
  const clock = zone ?? here;
  const onDay = zoneOfDay(Date.parse(at), { clock, zone: here });
  if (onDay !== null) return <DateText on={dateIn(Date.parse(at), onDay)} />;
  if (showSame(Date.parse(at), clock, here)) return <ZonedTime at={at} />;
  return (
    <>
      <ZoneContext value={clock}>
        <ZonedTime at={at} />
      </ZoneContext>{' '}
      <span className="soft small">
        {t('byClockHere')} <ZonedTime at={at} />
      </span>
    </>
  );
}
