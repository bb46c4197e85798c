/** The quarter in which an instant lies and the seven before it, newest first: '2026-Q4', '2026-Q3' … */
export function quartersUpTo(now: Date): readonly string[] {
  const current = now.getFullYear() * 4 + Math.floor(now.getMonth() / 3);
  return Array.from({ length: 8 }, (_, back) => current - back).map((index) => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`);
}
