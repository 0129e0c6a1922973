/** A wait survives some looks in a row that the service, the sign-in or the network failed, as of a submission. */
import {
  AccessDeniedError,
  AuthenticationError,
  ConnectionError,
  NotFoundError,
  RateLimitedError,
  ServiceError,
} from "../../partner-center/errors.js";

const passing = [ServiceError, ConnectionError, RateLimitedError, AuthenticationError, AccessDeniedError];
const most = 5;
const mostNotFound = 2;

export class Outages {
  private failed = 0;
  private wasSeen = false;

  /** What a look gives; undefined: not known this time. @throws What lasts too long, and what does not pass. */
  async bridged<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      const found = await look();
      this.failed = 0;
      this.wasSeen = true;
      return found;
    } catch (error) {
      const allowed = error instanceof NotFoundError ? mostNotFound : this.isPassing(error) ? most : 0;
      if (++this.failed > allowed) throw error;
      return undefined;
    }
  }

  /** Who cannot sign in at the first look will not be able to at the next. */
  private isPassing(error: unknown): boolean {
    const isRefused = error instanceof AuthenticationError || error instanceof AccessDeniedError;
    return passing.some((kind) => error instanceof kind) && (this.wasSeen || !isRefused);
  }
}
