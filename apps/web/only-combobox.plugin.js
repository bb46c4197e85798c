const DOWNSHIFT = /[\\/]downshift[\\/]dist[\\/]downshift\.esm\.mjs$/;
/** What a hook is given after it was declared: to a bundler, a reason to keep the hook. */
const GIVEN = /^(?:useSelect|useMultipleSelection|_useTagGroup)\.stateChangeTypes = .*$/gm;
/** What finds the way to scroll an option into sight; the browser does it for our list (see kern/combobox). */
const SCROLLS = "import { compute } from 'compute-scroll-into-view';";

/** Downshift is one file of five widgets, of which the app has one. Without what ties the others to the file they fall out of the build. */
export const onlyCombobox = () => ({
  name: 'zeitnah-only-combobox',
  apply: 'build',
  transform(source, id) {
    if (!DOWNSHIFT.test(id.split('?', 1)[0])) return undefined;
    if (!source.includes(SCROLLS)) throw new Error('downshift is written in a way that is not known here');
    return { code: source.replace(GIVEN, '').replace(SCROLLS, 'const compute = () => [];'), map: null };
  },
});
