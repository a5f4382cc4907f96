import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostedId, PackId } from '../../../src/contract/ids.ts';
import type { Flip } from '../../../src/contract/statuses.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { useSinceWords } from './since-words.ts';
import { HostedStateTag } from './state-tag.tsx';

const SHOWN_AT_FIRST = 20;
const MOST = 500;

/** An account, or a pack with all its accounts. */
export type StateOwner = { readonly hostedId: HostedId } | { readonly packId: PackId };

/** Every change of state, newest first. */
export function FlipList({ of }: { of: StateOwner }) {
  const { t } = useTranslation(['statuses', 'common']);
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const query = useQuery({ ...orpc.statuses.history.queryOptions({ input: { ...of, limit } }), placeholderData: (before) => before });
  return (
    <section className="stack" data-gap="s">
      <h3>{t('history.title')}</h3>
      <Loaded query={query}>
        {({ total, rows }) =>
          total === 0 ? (
            <p className="soft">{t('history.none')}</p>
          ) : (
            <>
              <ol className="flips">
                {rows.map((flip, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a list that is replaced as a whole and whose rows have no state.
                  <FlipLine key={index} flip={flip} showsAccount={!('hostedId' in of)} />
                ))}
              </ol>
              {total > rows.length &&
                (limit < MOST ? (
                  <Button variant="quiet" onPress={() => setLimit(MOST)}>
                    {t('history.more', { count: Math.min(total, MOST) })}
                  </Button>
                ) : (
                  <p className="soft">{t('common:onlyFirst', { count: rows.length, total })}</p>
                ))}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function FlipLine({ flip, showsAccount }: { flip: Flip; showsAccount: boolean }) {
  const { t } = useTranslation('statuses');
  const words = useSinceWords();
  const who = flip.hostedId === null ? t('history.wholePack') : flip.domain || flip.login;
  return (
    <li>
      {showsAccount && <strong>{who}</strong>}
      <span className="row">
        <HostedStateTag state={flip.to} />
        {flip.from !== null && <span className="soft small">{t('history.before', { state: t(`state.${flip.from}`) })}</span>}
      </span>
      <span className="small">{words({ after: flip.after, since: flip.at, hostSince: flip.hostSince })}</span>
      {flip.reason !== '' && (
        <span className="small">
          <q>{flip.reason}</q> · {t(`reasonClass.${flip.reasonClass}`)}
        </span>
      )}
      <span className="soft small">{flip.author === '' ? t(`origin.${flip.origin}`) : t('history.by', { author: flip.author })}</span>
    </li>
  );
}
