import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier, DossierFields } from '../../../src/contract/dossiers.ts';
import { client } from '../../client/client.ts';
import { toast } from '../../ui/toasts.tsx';
import { show } from './use-dossier.ts';

/** Some of what is typed in, until it is saved. What the core does not take stays in the form, with the reason. */
export function useFields<K extends keyof DossierFields>(dossier: Dossier, names: readonly K[]) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<Partial<Pick<DossierFields, K>>>({});
  const values: DossierFields = { ...dossier.fields, ...typed };
  const isChanged = names.some((name) => values[name] !== dossier.fields[name]);
  const save = useMutation({
    mutationFn: () => client.dossiers.update({ id: dossier.id, fields: typed }),
    onSuccess: (saved) => {
      show(saved);
      setTyped({});
      toast({ text: t('saved') });
    },
  });
  return { values, isChanged, save, set: (part: Partial<Pick<DossierFields, K>>) => setTyped((before) => ({ ...before, ...part })) };
}
