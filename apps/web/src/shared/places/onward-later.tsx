import { useLater } from '../later/use-later';

const load = () => import('./places-pages');

/** The way on for a man, after the page; only his page loads it. */
export function OnwardLater({ referralId, always = false }: { readonly referralId: string; readonly always?: boolean }) {
  const later = useLater(load);
  return later === null ? null : <later.OnwardRoute referralId={referralId} always={always} />;
}
