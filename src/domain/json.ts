/** What survives a trip through JSON unchanged; the ledger keeps nothing else. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };
