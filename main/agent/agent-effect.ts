// What follows a step once it is stored. A crash in between may repeat an effect and never forgets one: `send` is in the state
// as the request in flight, and a secret that is not forgotten in time is overwritten by the next one of its name.
export type AgentEffect =
  /** The request of `state.request`. */
  | { kind: 'send' }
  | { kind: 'forget-token' }
  | { kind: 'forget-key'; keyId: string }
  /** The instance is to be removed from the store. */
  | { kind: 'remove' };
