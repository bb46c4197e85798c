/** The English text of each message by its number: made by second-language.plugin.js. */
declare module 'virtual:english' {
  const texts: readonly import('./says').Text[];
  export default texts;
}
