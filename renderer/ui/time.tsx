import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format.ts';

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

/** A calendar date without a time zone. */
export function DateText({ on }: { on: string }) {
  const format = useFormat();
  return <time dateTime={on}>{format.date(on)}</time>;
}
