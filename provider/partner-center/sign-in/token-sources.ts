/** Where tokens come from: interchangeable objects, keyed by audience. */
// API reference §1
import { type Clock, systemClock } from "../clock.js";
import type { TokenSource } from "../http/token-source.js";
import { type ApplicationOptions, applicationGrant, type Grant, refuseEmpty } from "./token-request.js";

/** Renewed this long before it expires, or at half its life if that is shorter than ten minutes. */
const renewalMs = 5 * 60_000;

interface Token {
  readonly text: string;
  readonly renewAt: number;
}

/** Caching (per audience), renewal ahead of time and single flight around any way to get a token. */
export class CachedTokenSource implements TokenSource {
  private readonly tokens = new Map<string, Token>();
  private readonly flights = new Map<string, Promise<Token>>();
  private readonly refused = new Map<string, string>();

  constructor(
    readonly origin: string,
    private readonly clock: Clock,
    private readonly grant: Grant,
  ) {}

  async token(audience: string): Promise<string> {
    const token = this.tokens.get(audience);
    if (token !== undefined && this.clock.now() < token.renewAt) return token.text;
    return (await this.fetch(audience)).text;
  }

  async renew(audience: string, refused: string): Promise<string> {
    const token = this.tokens.get(audience);
    // Somebody else has renewed it meanwhile, or the login service gives the refused one again: asking more is no use.
    if (token !== undefined && (token.text !== refused || this.refused.get(audience) === refused)) return token.text;
    this.refused.set(audience, refused);
    this.tokens.delete(audience);
    return (await this.fetch(audience)).text;
  }

  private fetch(audience: string): Promise<Token> {
    const flying = this.flights.get(audience);
    if (flying !== undefined) return flying;
    const flight = (async () => {
      const started = this.clock.now();
      const { text, lifeMs } = await this.grant(audience);
      const token = { text, renewAt: started + lifeMs - Math.min(renewalMs, lifeMs / 2) };
      this.tokens.set(audience, token);
      return token;
    })().finally(() => this.flights.delete(audience));
    this.flights.set(audience, flight);
    return flight;
  }
}

/** An application and its secret. */
export interface ClientSecretOptions extends ApplicationOptions {
  /** The secret's value, not its id. */
  readonly clientSecret: string;
}

/**
 * Tokens by client id and secret (v1 endpoint): cached per audience, renewed five minutes ahead, one request for all
 * concurrent callers.
 *
 * @throws ConfigurationError for a login endpoint that is neither https nor loopback, or for a missing credential.
 */
export function clientSecretTokenSource(options: ClientSecretOptions): TokenSource {
  const { clientSecret, origin, clock = systemClock } = options;
  refuseEmpty({ clientSecret }, origin);
  const grant = applicationGrant(options, {
    version: 1,
    fields: () => ({ client_secret: clientSecret }),
    advice: "that the client secret is the secret's value and has not expired",
  });
  return new CachedTokenSource(origin, clock, grant);
}
