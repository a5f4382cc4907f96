import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReminderRule } from '../../../src/contract/reminders.ts';
import { client, orpc, queryClient } from '../../client/client.ts';
import { toast } from '../../ui/toasts.tsx';
import { sameScope } from './rule-scope.rules.ts';
import { sayFailure } from './use-holds.ts';
import { usePeriodWords, useRuleName } from './words.ts';

const KEY = orpc.reminders.rules.queryKey({ input: {} });

function show(rules: ReminderRule[]): void {
  queryClient.setQueryData(KEY, rules);
}

/** Sets a rule and offers to put back the one that was there before, or none. */
export function useSetRule(onDone?: () => void) {
  const { t } = useTranslation('reminders');
  const say = usePeriodWords();
  return useMutation({
    mutationFn: async (input: Pick<ReminderRule, 'on' | 'period'>) => {
      const before = await client.reminders.rules({});
      return { before: before.find(({ on }) => sameScope(on, input.on)), after: await client.reminders.setRule(input) };
    },
    onSuccess: ({ before, after }, { on, period }) => {
      show(after);
      const takeBack = async () =>
        show(await (before === undefined ? client.reminders.removeRule({ on }) : client.reminders.setRule({ on, period: before.period })));
      toast({ text: t('rules.saved', { period: say(period) }), undo: () => sayFailure(takeBack()) });
      onDone?.();
    },
  });
}

/** Takes a rule away and offers to set it again. */
export function useRemoveRule() {
  const { t } = useTranslation('reminders');
  const nameOf = useRuleName();
  return useMutation({
    mutationFn: (rule: ReminderRule) => client.reminders.removeRule({ on: rule.on }),
    onSuccess: (after, rule) => {
      show(after);
      const takeBack = async () => show(await client.reminders.setRule({ on: rule.on, period: rule.period }));
      toast({ text: t('rules.removed', { name: nameOf(rule) }), undo: () => sayFailure(takeBack()) });
    },
  });
}
