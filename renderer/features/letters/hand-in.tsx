import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../src/contract/ids.ts';
import type { HandInWay } from '../../../src/contract/letters.ts';
import { DateText } from '../../ui/time.tsx';

interface Props {
  /** Null = the host's rules name no way. */
  way: HandInWay | null;
  hostId: HostId;
}

/** Where a letter to the host is handed in, as its rules say, with where that was read and when. */
export function HandIn({ way, hostId }: Props) {
  const { t } = useTranslation(['lettersScreen', 'hosts']);
  return (
    <div className="letter-hand-in stack" data-gap="s">
      {way === null ? (
        <p>{t('handIn.unknown')}</p>
      ) : (
        <>
          <p>
            {t(way.purpose === 'questions' ? 'handIn.questions' : 'handIn.known', { channel: t(`hosts:channel.${way.named}`) })}{' '}
            <Address address={way.address} />
          </p>
          <Source way={way} />
        </>
      )}
      <p className="small">
        <a href={`#/hosts/${hostId}/rules`}>{t('handIn.rules')}</a>
      </p>
    </div>
  );
}

function Address({ address }: { address: string }) {
  if (!/^https?:\/\//i.test(address)) return address;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {address} <ExternalLink size={12} aria-hidden />
    </a>
  );
}

/** A rule of the source documents is named by its sentence, not by its number. */
function Source({ way: { source, readOn } }: { way: HandInWay }) {
  const { t, i18n } = useTranslation('lettersScreen');
  const sentence = i18n.t(`rules:${source}`, { defaultValue: source });
  return (
    <p className="soft small">
      {t('handIn.source', { source: sentence })}
      {readOn !== null && (
        <>
          {' · '}
          {t('handIn.readOn')} <DateText on={readOn} />
        </>
      )}
    </p>
  );
}
