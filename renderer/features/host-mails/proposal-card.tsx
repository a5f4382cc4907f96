import { CornerRightDown, Mail } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostMail } from '../../../src/contract/host-mails.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { HostTime } from '../../ui/host-time.tsx';

/** The topics that are no case; what else there is would be one. */
const NO_CASE = ['not_listed', 'lifted', 'announced', 'came_back', 'log', 'unknown'] as const satisfies readonly HostMail['topic'][];
const noCase = (topic: HostMail['topic']) => NO_CASE.find((one) => one === topic) ?? 'unknown';

interface CardProps {
  mail: HostMail;
  onUse(mail: HostMail): void;
  onAgain(): void;
}

/** What a mail of the host seems to say, in the words that say so, what could not be read, and what to do where it is no case. */
export function ProposalCard({ mail, onUse, onAgain }: CardProps) {
  const { t } = useTranslation('hostMails');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { topic, kind, text } = mail;
  return (
    <div className="stack" ref={place} tabIndex={-1}>
      <Notice tone={kind === null ? 'info' : 'attention'} title={t(`topic.${topic}`)}>
        {t(kind !== null ? 'found' : `next.${noCase(topic)}`)}
      </Notice>
      <Passages mail={mail} />
      <Facts mail={mail} />
      <details className="fold">
        <summary>{t('whole')}</summary>
        <blockquote className="host-mail-words small">{text}</blockquote>
      </details>
      {kind !== null && <p className="soft small">{t('filled')}</p>}
      <div className="row">
        {kind === null && (
          <Button icon={CornerRightDown} onPress={() => onUse(mail)}>
            {t('use')}
          </Button>
        )}
        <Button icon={Mail} onPress={onAgain}>
          {t('again')}
        </Button>
      </div>
    </div>
  );
}

function Passages({ mail: { passages, occurredAt, datedBy, clock } }: Pick<CardProps, 'mail'>) {
  const { t } = useTranslation('hostMails');
  if (passages.length === 0 && occurredAt === null) return null;
  return (
    <dl className="host-mail-passages" aria-label={t('words')}>
      {passages
        .filter(({ says }) => says !== 'date')
        .map(({ says, text }) => (
          <div key={`${says} ${text}`}>
            <dt className="soft small">{t(`says.${says}`)}</dt>
            <dd className="host-mail-words">{text}</dd>
          </div>
        ))}
      {occurredAt !== null && (
        <div>
          <dt className="soft small">{t(datedBy === 'mail' ? 'datedBy' : 'says.date')}</dt>
          <dd>
            <HostTime at={occurredAt} zone={clock.zone} />
            {datedBy === 'mail' && <p className="soft small">{t('datedByWhy')}</p>}
            {datedBy === 'words' && (clock.of === 'here' || clock.of === 'writer') && <p className="soft small">{t(`clock.${clock.of}`)}</p>}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What else it says, whose accounts it names, what it names that is nobody's here, what the host wants, and what it does not say. */
function Facts({ mail: { also, concerned, unmatched, ticket, answerBy, answerCounted, gaps } }: Pick<CardProps, 'mail'>) {
  const { t } = useTranslation('hostMails');
  const { list, date } = useFormat();
  const lines = [
    { label: t('also'), words: also.map((one) => t(`topic.${one}`)) },
    { label: t('ticket'), words: ticket === '' ? [] : [ticket] },
    { label: t('answerBy'), words: answerBy === null ? [] : [answerCounted ? t('answerByCounted', { date: date(answerBy) }) : date(answerBy)] },
    {
      label: t('people'),
      words: concerned.map(({ name, word, reason }) => {
        const known = [name === word ? '' : word, reason].filter((part) => part !== '').join(', ');
        return known === '' ? name : `${name} (${known})`;
      }),
    },
    { label: t('unmatched'), words: unmatched },
    { label: t('gaps'), words: gaps.map((gap) => t(`gap.${gap}`)) },
  ].filter(({ words }) => words.length > 0);
  if (lines.length === 0) return null;
  return (
    <dl className="host-mail-passages">
      {lines.map(({ label, words }) => (
        <div key={label}>
          <dt className="soft small">{label}</dt>
          <dd>{list(words)}</dd>
        </div>
      ))}
    </dl>
  );
}
