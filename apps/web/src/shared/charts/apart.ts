/** A label at its place: `at` where it belongs, `shown` where there is room for it. */
export interface Placed {
  readonly at: number;
  readonly shown: number;
}

/** Moves labels along one line so that each is `room` from the next and all lie between `from` and `to`, as far as they fit; in the order given by `at`. */
export function apart<Label extends { readonly at: number }>(labels: readonly Label[], room: number, from: number, to: number): readonly (Label & Placed)[] {
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  let next = from;
  const down = sorted.map((label) => {
    const shown = Math.max(label.at, next);
    next = shown + room;
    return { ...label, shown };
  });
  // What was pushed beyond the end goes back up, and takes along whatever stands in its way.
  let last = to;
  return down
    .reverse()
    .map((label) => {
      const shown = Math.min(label.shown, last);
      last = shown - room;
      return { ...label, shown };
    })
    .reverse();
}
