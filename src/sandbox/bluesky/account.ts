/** The one account of the local server. */
export interface Account {
  readonly did: string;
  readonly handle: string;
  readonly email: string;
  readonly appPassword: string;
}

export const ACCOUNT: Account = {
  did: 'did:plc:sandboxsandboxsandboxsan',
  handle: 'solidarity.test',
  email: 'solidarity@example.test',
  appPassword: 'open-sand-box-only',
};

/** `origin`: where the account's data is, since clients go there after signing in. */
export function didDocument({ did, handle }: Account, origin: string) {
  return {
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    alsoKnownAs: [`at://${handle}`],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: origin }],
  };
}
