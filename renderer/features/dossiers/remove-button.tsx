import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { DossierId } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { describeError } from '../../client/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** Takes an application away that was not handed in, with a way back. */
export function RemoveButton({ id }: { id: DossierId }) {
  const { t } = useTranslation('dossiers');
  const [, navigate] = useLocation();
  const back = async () => {
    await client.dossiers.restore({ id });
    navigate(`/incidents/dossiers/${id}`);
  };
  const remove = useMutation({
    mutationFn: () => client.dossiers.remove({ id }),
    onSuccess: () => {
      navigate('/incidents/dossiers');
      toast({ text: t('page.removed'), undo: () => toastFailure(back()) });
    },
    onError: (error) => toast({ text: describeError(error).sentence, tone: 'stopped' }),
  });
  return (
    <Button variant="quiet" icon={Trash2} isPending={remove.isPending} onPress={() => remove.mutate()}>
      {t('page.remove')}
    </Button>
  );
}
