import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateIn, showSame, zoneOfDay } from '../../src/shared/calendar.ts';
import { useFormat } from '../i18n/format.ts';
import { useZone, ZoneContext } from '../i18n/zone.ts';

const TICK_MS = 30_000;

/** "5 minutes ago", with the exact time as its title; keeps itself up to date. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={format.dateTime(at)}>
      {format.relative(at, Math.max(now, Date.now()))}
    </time>
  );
}

/** An instant, in the time zone of this machine. */
export function DateTime({ at }: { at: string }) {
  const format = useFormat();
  return <time dateTime={at}>{format.dateTime(at)}</time>;
}

/** An instant with the name of the zone it is told in: beside words of somebody whose clock may show another hour. */
export function ZonedTime({ at }: { at: string }) {
  const { zoneAt } = useFormat();
  return (
    <>
      <DateTime at={at} /> <span className="soft">({zoneAt(at)})</span>
    </>
  );
}

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

/** A calendar date without a time zone. */
export function DateText({ on }: { on: string }) {
  const format = useFormat();
  return <time dateTime={on}>{format.date(on)}</time>;
}
