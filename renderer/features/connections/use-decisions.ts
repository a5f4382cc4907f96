import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../src/contract/connections.ts';
import { client } from '../../client/client.ts';
import { toast } from '../../ui/toasts.tsx';
import { choicesOf } from './decisions.rules.ts';

/** How many one decision may be about. */
const MOST = 5_000;
const PAGE = 500;

type Filter = Omit<Parameters<typeof client.connections.differences>[0], 'offset' | 'limit'>;

/** Which differences are chosen, what was typed for them, and carrying the choice out. */
export function useDecisions() {
  const { t } = useTranslation('connections');
  const { chosen, choose, toggle, clear } = useChoice();
  const [emails, setEmails] = useState<ReadonlyMap<number, string>>(new Map());
  const decide = useMutation({
    mutationFn: ({ differences, choice }: { differences: readonly Difference[]; choice: 'take' | 'ignore' }) =>
      client.connections.decide({ choices: choicesOf(differences, choice, emails) }),
    onSuccess: (done) => {
      const said = [
        done.taken > 0 ? t('decide.taken', { count: done.taken }) : '',
        done.created > 0 ? t('decide.created', { count: done.created }) : '',
        done.ignored > 0 ? t('decide.ignored', { count: done.ignored }) : '',
      ].filter((part) => part !== '');
      if (said.length > 0) toast({ text: said.join(' ') });
      clear();
    },
  });
  const chooseAll = useMutation({
    mutationFn: allOf,
    onSuccess: choose,
  });
  return {
    chosen,
    toggle,
    clear,
    chooseAll: (filter: Filter) => chooseAll.mutate(filter),
    isChoosing: chooseAll.isPending,
    emails,
    setEmail: (id: number, email: string) => setEmails((now) => new Map(now).set(id, email)),
    decide: (choice: 'take' | 'ignore', differences: readonly Difference[]) => decide.mutateAsync({ choice, differences }).catch(() => undefined),
    isDeciding: decide.isPending,
    result: decide.data,
    error: decide.error ?? chooseAll.error,
  };
}

/** Differences that are chosen, whatever is in sight. */
function useChoice() {
  const [chosen, setChosen] = useState<ReadonlyMap<number, Difference>>(new Map());
  return {
    chosen,
    choose: (all: readonly Difference[]) => setChosen(new Map(all.map((difference) => [difference.hosted.id, difference]))),
    toggle: (difference: Difference) =>
      setChosen((now) => {
        const next = new Map(now);
        if (!next.delete(difference.hosted.id)) next.set(difference.hosted.id, difference);
        return next;
      }),
    clear: () => setChosen(new Map()),
  };
}

export type Decisions = ReturnType<typeof useDecisions>;

/** Every difference of a filter, as many as one decision may be about. */
async function allOf(filter: Filter): Promise<Difference[]> {
  const all: Difference[] = [];
  for (let offset = 0; offset < MOST; offset += PAGE) {
    const { rows, total } = await client.connections.differences({ ...filter, offset, limit: PAGE });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) break;
  }
  return all;
}
