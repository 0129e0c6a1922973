// Calls that get no answer (the effect `hang`): each is held until its client leaves, or until a test lets it go on.

/** A call that is held. */
export interface HeldCall {
  readonly method: string;
  /** Below the API's base, without the query; an upload's is `/file/{name}`, a token call's begins with the tenant. */
  readonly path: string;
  /** Whether its work has been done. */
  readonly when: "before" | "after";
  /** Lets the call go on, as if it had never been held. */
  goOn(): void;
}

/** Told of each call that is held; for tests that do something at a moment between two requests. */
export type HangListener = (call: HeldCall) => void;

/** Which call is held, and how it can end. */
export interface Holding {
  readonly method: string;
  readonly path: string;
  readonly when: "before" | "after";
  /** Aborted when the client has left. */
  readonly left: AbortSignal;
  readonly listener: HangListener | undefined;
}

/** Holds a call. @returns Whether it goes on; otherwise its client has left. */
export function hold({ method, path, when, left, listener }: Holding): Promise<boolean> {
  return new Promise((resolve) => {
    const end = () => resolve(false);
    if (left.aborted) end();
    left.addEventListener("abort", end, { once: true });
    const goOn = () => {
      left.removeEventListener("abort", end);
      resolve(true);
    };
    listener?.({ method, path, when, goOn });
  });
}
