import { Icon, type IconName } from './icon';
import type { AlertKind } from './alert';

/** A state in a word, with icon and colour; the word alone must be enough. */
export function Badge({ kind, icon, children }: { readonly kind: AlertKind; readonly icon?: IconName; readonly children: string }) {
  return (
    <span className={`kern-badge kern-badge--${kind} kern-badge--small`}>
      <Icon name={icon ?? kind} />
      <span className="kern-label">{children}</span>
    </span>
  );
}
