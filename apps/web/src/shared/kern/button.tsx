import type { ComponentProps } from 'react';
import { Icon, type IconName } from './icon';

interface Look {
  readonly look?: 'primary' | 'secondary' | 'tertiary';
  readonly icon?: IconName;
}

/** A button; it never submits a form unless its type says so. */
export function Button({ look = 'secondary', icon, type = 'button', children, ...rest }: ComponentProps<'button'> & Look) {
  return (
    <button {...rest} type={type} className={`kern-btn kern-btn--${look}`}>
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="kern-label">{children}</span>
    </button>
  );
}
