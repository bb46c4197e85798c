/** What queueing theory says of `servers` who work round the clock: the share that has to wait, and how long on average all wait. */
export interface ErlangWait {
  readonly shareWaiting: number;
  /** In the unit of time of the rates. */
  readonly meanWait: number;
}

/**
 * Erlang's C formula for a queue with Poisson arrivals and exponential service (M/M/c); rates per unit of time. By the recursion of the B formula, which does
 * not overflow. When more comes than can be served, everybody waits for ever.
 */
export function erlangC(servers: number, arrivalRate: number, serviceRate: number): ErlangWait {
  if (!Number.isInteger(servers) || servers < 1 || !(arrivalRate > 0) || !(serviceRate > 0))
    throw new RangeError('a queue has servers and rates above 0');
  const load = arrivalRate / serviceRate;
  if (load >= servers) return { shareWaiting: 1, meanWait: Infinity };
  let blocked = 1;
  for (let server = 1; server <= servers; server += 1) blocked = (load * blocked) / (server + load * blocked);
  const shareWaiting = blocked / (1 - (load / servers) * (1 - blocked));
  return { shareWaiting, meanWait: shareWaiting / (servers * serviceRate - arrivalRate) };
}
