import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What shrinks; fonts are compressed already. */
const TEXT = /\.(js|css|html|svg|json)$/;
/** Below this the headers weigh more than what is saved. Bytes. */
const WORTH_IT = 1_024;

/**
 * Writes each text of the build a second and third time, as `.br` and `.gz`: a file is squeezed once and as hard as can be, not by
 * the server at each request. The files that are only copied (`public/`) are squeezed as well.
 */
export const precompress = () => ({
  name: 'zeitnah-precompress',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    const names = new Set([...Object.keys(bundle), ...readdirSync(dir, { recursive: true })]);
    for (const name of [...names].filter((each) => TEXT.test(each))) {
      const content = readFileSync(join(dir, name));
      if (content.length < WORTH_IT) continue;
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
  },
});
