/** What the transport asks for tokens. `sign-in/` has the ways to get one. */
// API reference §1

/** Gives bearer tokens. One per account; shared by all clients of that account. */
export interface TokenSource {
  /** Where the credentials came from, for error messages, e.g. `the environment variables PARTNERCENTER_*`. */
  readonly origin: string;
  /** A token that is good for some minutes. @throws AuthenticationError */
  token(audience: string): Promise<string>;
  /** Called when the service refused a token with 401: another one, if there is one. @throws AuthenticationError */
  renew(audience: string, refused: string): Promise<string>;
}
