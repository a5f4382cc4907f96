import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Statement, Verdict } from '../../../src/contract/culprits.ts';
import { isAhead } from '../../../src/shared/ahead.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CodeText, KeyValues } from '../../ui/display.tsx';
import { IconLine, IconList } from '../../ui/icon-list.tsx';
import { DateTime, RelativeTime } from '../../ui/time.tsx';
import { LogLines } from '../logs/index.ts';
import { nameOf, useVerdictWords, useWindowWords } from './verdict-words.ts';

/** What the data lack, where they come from and how old they are, and how the same result can be had again. */
export function DataCard({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation(['culpritsScreen', 'common']);
  const { number } = useFormat();
  const { limit, rulesVersion, inputSha256, author, madeAt } = verdict;
  const compared = verdict.others.length + verdict.suspects.filter(({ label }) => label !== null).length;
  return (
    <Card title={t('data.title')}>
      <Gaps verdict={verdict} />
      <KeyValues
        items={[
          { key: 'sources', label: t('data.sources'), value: <Sources sources={verdict.sources} /> },
          { key: 'limit', label: t('data.limit'), value: limit === null ? <SaidLimits verdict={verdict} /> : <Limit limit={limit} /> },
          { key: 'block', label: t('data.firstBlock'), value: <Refusals verdict={verdict} /> },
          { key: 'made', label: t('data.made'), value: <Made author={author} madeAt={madeAt} /> },
        ]}
      />
      <details className="fold">
        <summary>{t('data.again')}</summary>
        <div className="stack" data-gap="s">
          <p className="soft prose">{t('data.againWhy', { number: number(compared) })}</p>
          <KeyValues
            items={[
              { key: 'rules', label: t('data.rules'), value: rulesVersion },
              { key: 'hash', label: t('data.hash'), value: <CodeText>{inputSha256}</CodeText> },
            ]}
          />
        </div>
      </details>
    </Card>
  );
}

function Gaps({ verdict: { gaps, sources } }: { verdict: Verdict }) {
  const { t } = useTranslation(['culpritsScreen', 'culprits']);
  const { dateTime } = useFormat();
  const words = useVerdictWords();
  const ahead = sources.flatMap(({ kind, to, readAt }) => (kind === 'log' && to !== null && isAhead(to, readAt) ? [{ to, readAt }] : []));
  if (gaps.length + ahead.length === 0) return <p>{t('data.noGaps')}</p>;
  return (
    <div className="stack" data-gap="s">
      <h3>{t('data.gaps')}</h3>
      <IconList>
        {gaps.map((gap) => (
          <IconLine key={`${gap.code} ${JSON.stringify(gap.facts)}`} icon={CircleHelp} tone="unknown">
            {words.gap(gap)}
          </IconLine>
        ))}
        {ahead.map(({ to, readAt }) => (
          <IconLine key={`${to} ${readAt}`} icon={CircleHelp} tone="unknown">
            {t('culprits:report.limits.ahead', { to: dateTime(to), readAt: dateTime(readAt) })}
          </IconLine>
        ))}
      </IconList>
    </div>
  );
}

function Sources({ sources }: Pick<Verdict, 'sources'>) {
  const { t } = useTranslation('culpritsScreen');
  const { span } = useFormat();
  return (
    <ul className="stack" data-gap="s">
      {sources.map(({ kind, name, logId, from, to, readAt }) => (
        <li key={`${kind} ${name} ${readAt}`}>
          <span className="soft">{t(`data.kind.${kind}`)}</span> {logId === null ? name : <a href={`#/incidents/logs/${logId}`}>{name}</a>}
          {from !== null && to !== null && `, ${span(from, to)}`}{' '}
          <span className="soft small">
            ({t('data.readAt')} <RelativeTime at={readAt} />)
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Where no limit is known for all, those of single accounts that the log itself names. */
function SaidLimits({ verdict: { others, suspects } }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const { list } = useFormat();
  const isNamed = (facts: Statement['facts']) => (facts['allowed'] ?? null) !== null;
  const accounts = [
    ...suspects.filter(({ label, reasonsFor }) => label !== null && reasonsFor.some(({ facts }) => isNamed(facts))),
    ...others.filter(({ facts }) => isNamed(facts)),
  ].map(nameOf);
  return accounts.length === 0 ? t('data.noLimit') : t('data.limitSaid', { accounts: list(accounts) });
}

/** How much may be sent, of what, by whom, and from where that is known. */
function Limit({ limit: { count, counts, seconds, scope, from } }: { limit: NonNullable<Verdict['limit']> }) {
  const { t } = useTranslation('culpritsScreen');
  const window = useWindowWords()(seconds / 60);
  const whose = scope === 'pack' || scope === 'domain' ? scope : 'account';
  return (
    <>
      {t(counts === 'messages' ? 'data.limitMessages' : 'data.limitRecipients', { count, window })} {t(`data.limitScope.${whose}`)}{' '}
      <span className="soft small">({t(`data.limitFrom.${from}`)})</span>
    </>
  );
}

/** The first refusal of the server, and single ones for its address that are none. */
function Refusals({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const { firstSingle } = verdict;
  return (
    <div className="stack" data-gap="s">
      <FirstBlock verdict={verdict} />
      {firstSingle !== null && <p>{t('data.single')}</p>}
      {firstSingle !== null && <LogLines lines={[firstSingle]} />}
    </div>
  );
}

/** The line of the first refusal of the server; where none was kept, between which moments it came. */
function FirstBlock({ verdict: { firstBlock, block } }: { verdict: Verdict }) {
  const { t } = useTranslation('culpritsScreen');
  const { dateTime } = useFormat();
  if (firstBlock !== null) return <LogLines lines={[firstBlock]} />;
  if (block === null) return t('data.noBlock');
  return t('data.blockBetween', { from: dateTime(block.from), to: dateTime(block.to) });
}

function Made({ author, madeAt }: Pick<Verdict, 'author' | 'madeAt'>) {
  const { t } = useTranslation('common');
  return (
    <>
      {author || t('notNamed')}, <DateTime at={madeAt} />
    </>
  );
}
