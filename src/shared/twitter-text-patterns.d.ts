/** The patterns of twitter-text by themselves: the whole library takes five times as long to load. */
declare module 'twitter-text/dist/regexp/*.js' {
  const pattern: RegExp;
  export default pattern;
}
