import { Navigate } from '@tanstack/react-router';
import { homeOf } from './home-of';
import { useActor } from './session';

/** Sends everybody to the page on which their role begins. */
export function HomeRedirect() {
  return <Navigate to={homeOf(useActor().actor.role)} replace />;
}
