/** What a call to X was to do: only one that publishes leaves its outcome unknown. */
export type CallPurpose = 'publish' | 'reply' | 'read' | 'prepare' | 'remove';
