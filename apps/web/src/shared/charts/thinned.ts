/**
 * A curve without the points that nobody could see: of points whose value differs from the one kept before by less than `least`, only those at the
 * ends stay. A curve over thousands of referrals would otherwise be a path of hundreds of kilobytes. The order of the points stays.
 */
export function thinned<Point>(points: readonly Point[], valueOf: (point: Point) => number, least = 0.002): readonly Point[] {
  const kept: Point[] = [];
  points.forEach((point, place) => {
    const before = kept.at(-1);
    if (before === undefined || place === points.length - 1 || Math.abs(valueOf(point) - valueOf(before)) >= least) kept.push(point);
  });
  return kept;
}
