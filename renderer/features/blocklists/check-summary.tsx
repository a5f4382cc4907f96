import { useTranslation } from 'react-i18next';
import type { BlocklistOverview, ListState } from '../../../src/contract/blocklists.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/display.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { AnswerTag } from './state-tag.tsx';

const STATES: readonly ListState[] = ['listed', 'not_listed', 'refused', 'no_answer'];

/** How old what is shown is, what it sums up to, and what stands in the way of better answers. */
export function CheckSummary({ overview }: { overview: BlocklistOverview }) {
  const { t } = useTranslation('blocklists');
  const { number, dateTime } = useFormat();
  const { lastRun, nextAt, counts, ips } = overview;
  const publicLists = listsRefusing(overview);
  return (
    <div className="stack">
      <p>
        {lastRun === null ? t('summary.never') : <Last run={lastRun} />} {nextAt === null ? t('summary.off') : t('summary.next', { when: dateTime(nextAt) })}
      </p>
      {lastRun !== null && ips.length > 0 && (
        <ul className="list-counts" aria-label={t('summary.counts')}>
          {STATES.map((state) => (
            <li key={state}>
              <AnswerTag state={state} /> <span className="figure">{number(counts.ips[state] + counts.domains[state])}</span>
            </li>
          ))}
        </ul>
      )}
      {publicLists.length > 0 && (
        <Notice tone="attention" title={t('publicResolver.title')} actions={<LinkButton to="/hosts/blocklists/settings">{t('publicResolver.do')}</LinkButton>}>
          {t('publicResolver.text', { lists: publicLists.join(', ') })}
        </Notice>
      )}
    </div>
  );
}

function Last({ run }: { run: NonNullable<BlocklistOverview['lastRun']> }) {
  const { t } = useTranslation('blocklists');
  return (
    <>
      {t(`summary.${run.outcome}`)} <RelativeTime at={run.endedAt} />.{' '}
      {(run.listed > 0 || run.delisted > 0) && t('summary.changes', { listed: run.listed, delisted: run.delisted })}
    </>
  );
}

/** Names of lists that said they do not answer a name server that everybody may use. */
function listsRefusing({ ips, lists }: BlocklistOverview): string[] {
  const refusing = new Set(ips.flatMap(({ answers }) => answers.filter(({ why }) => why === 'public_resolver').map(({ listId }) => listId)));
  return lists.filter(({ id }) => refusing.has(id)).map(({ name }) => name);
}
