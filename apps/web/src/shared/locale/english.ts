import { keepEnglish } from './says';

let loading: Promise<void> | null = null;

/**
 * Loads the English texts, once. Whoever reads German never loads them. When the server is away the page goes on in German, and the
 * next wish is tried again.
 */
export function loadEnglish(): Promise<void> {
  loading ??= import('virtual:english').then(
    ({ default: texts }) => keepEnglish(texts),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
