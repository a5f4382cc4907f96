import { useMutation, useQuery } from '@tanstack/react-query';
import { ListRestart } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../src/contract/incidents.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { PlanCard } from './plan-card.tsx';
import './repermission.css';

/** How the list of a client is sorted and asked anew: the plan, what is wrong with it, what came of it, and the proofs. */
export function RepermissionPanel({ incident }: { readonly incident: Incident }): React.JSX.Element {
  const { t } = useTranslation('repermissionScreen');
  const plans = useQuery(orpc.repermission.list.queryOptions({ input: { incidentId: incident.id } }));
  const create = useMutation(orpc.repermission.create.mutationOptions());
  return (
    <section className="stack" aria-label={t('title')}>
      <Loaded query={plans}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              icon={ListRestart}
              title={t('empty.title')}
              actions={
                incident.closedAt === null && (
                  <Button variant="primary" isPending={create.isPending} onPress={() => create.mutate({ incidentId: incident.id })}>
                    {t('empty.plan')}
                  </Button>
                )
              }
            >
              {t('empty.what')}
            </EmptyState>
          ) : (
            all.map((plan) => <PlanCard key={plan.id} plan={plan} isClosed={incident.closedAt !== null} />)
          )
        }
      </Loaded>
      {create.error !== null && <ErrorNotice error={create.error} />}
      <p className="soft small">{t('neverWrites')}</p>
    </section>
  );
}
