declare module "opencc-js/dict/*" {
  /** Entries between bars: a character or phrase, then after spaces what it may become, the likeliest first. */
  const entries: string;
  export default entries;
}
