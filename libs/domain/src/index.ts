export const probe = (n: number): number => n + 1;
