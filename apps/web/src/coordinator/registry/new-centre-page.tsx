import { lazy, Suspense } from 'react';
import { m } from '../../generated/messages/messages.js';
import { Loading } from '../../shared/kern/loading';
import { localised } from '../../shared/locale/locale';
import { toLocalDay } from '../../shared/time/format';
import { useNow } from '../../shared/time/now';
import { newCentre } from './centre-values';
import { RegistryHead } from './registry-head';

const CentreForm = lazy(() => import('./centre.form').then((file) => ({ default: file.CentreForm })));

/** Enters a centre that the registry does not know. */
export const NewCentrePage = localised(function NewCentrePage() {
  const today = toLocalDay(useNow());
  return (
    <div className="page">
      <RegistryHead title={m.registry_new_centre()} lead={m.registry_new_lead()} />
      <Suspense fallback={<Loading />}>
        <CentreForm present={null} presentVersion="0" draft={newCentre(today)} validFrom={today} />
      </Suspense>
    </div>
  );
});
