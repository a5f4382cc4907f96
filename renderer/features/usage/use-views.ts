import { useTranslation } from 'react-i18next';
import { client, orpc, queryClient } from '../../client/client.ts';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import type { View } from './view.rules.ts';

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: orpc.usage.views.key() });
}

/** Replaces and removes saved views; what is removed can be had back. */
export function useViews() {
  const { t } = useTranslation('usage');
  const save = async (view: View) => {
    await client.usage.saveView(view);
    await refresh();
    toast({ text: t('views.saved', { name: view.name }) });
  };
  const bringBack = async ({ name, question }: View) => {
    await client.usage.saveView({ name, question });
    await refresh();
  };
  const remove = async (view: View) => {
    await client.usage.removeView({ id: view.id });
    await refresh();
    toast({ text: t('views.removed', { name: view.name }), undo: () => toastFailure(bringBack(view)) });
  };
  return { save: (view: View) => toastFailure(save(view)), remove: (view: View) => toastFailure(remove(view)) };
}
