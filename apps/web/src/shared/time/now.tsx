import { createContext, use, useEffect, useState, type ReactNode } from 'react';

const NowContext = createContext<{ readonly now: Date; readonly source: () => Date } | null>(null);
const TICK_MS = 15_000;

/** Passes time down, so that no component reads a clock itself; it ticks often enough for words like "in 3 hours". */
export function NowProvider({ source, children }: { readonly source: () => Date; readonly children: ReactNode }) {
  const [now, setNow] = useState(source);
  useEffect(() => {
    const timer = setInterval(() => setNow(source()), TICK_MS);
    return () => clearInterval(timer);
  }, [source]);
  return <NowContext value={{ now, source }}>{children}</NowContext>;
}

/** The time now, at most a quarter of a minute old. */
export function useNow(): Date {
  return useTime().now;
}

/** The time now and the source to ask at the instant of an action. */
export function useTime() {
  const held = use(NowContext);
  if (held === null) throw new Error('no NowProvider above');
  return held;
}
