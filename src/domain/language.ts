/** A BCP 47 language tag as the campaign's files name it: `en`, `ru`, `be`. */
export type Language = string;
