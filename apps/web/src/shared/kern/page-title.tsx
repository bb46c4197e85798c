import { useEffect, useRef } from 'react';
import { useTitle } from '../locale/use-title';

// The browser itself places the focus on the first page of a visit; only later pages move it.
let pagesShown = 0;

export interface PageTitleProps {
  readonly children: string;
  /** What the window is called, if the heading is too long or too particular for it. */
  readonly windowTitle?: string;
}

/** The page's only first-level heading. Gives the window its title and takes the focus when the page was reached by a link. */
export function PageTitle({ children, windowTitle }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(windowTitle ?? children);
  useEffect(() => {
    if (pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, []);
  return (
    <h1 ref={heading} className="kern-heading-large" tabIndex={-1}>
      {children}
    </h1>
  );
}
