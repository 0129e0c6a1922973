/** Campaign `elsewhere`: a hostile service that tries to lead a token or a secret to somebody else. */
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { HandedAnswer } from "../../tests/provider/handing-on.js";
import { secret } from "../../tests/provider/workbench.js";
import { type Campaign, tally, type Verdict } from "./campaign.js";
import { unclear } from "./clarity.js";
import type { Scene, Stage } from "./stage.js";
import { attemptUnknownName, unknownName, unknownNames } from "./unknown-names.js";

/** Somebody else's machine: it keeps every byte that arrives, and answers as if all were well. */
class Stranger {
  readonly heard: Buffer[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Stranger> {
    const stranger = new Stranger(createServer());
    stranger.server.on("connection", (socket) => {
      stranger.sockets.add(socket);
      socket.on("data", (bytes) => {
        stranger.heard.push(bytes);
        socket.write("HTTP/1.1 201 Created\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}");
      });
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => stranger.server.listen(0, "127.0.0.1", resolve));
    return stranger;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

/** Ways to write where somebody else is: another port, another name, another scheme, a name that looks like ours. */
const places: Readonly<Record<string, (port: number, own: string) => string>> = {
  anotherPort: (port) => `http://127.0.0.1:${port}`,
  anotherName: (port) => `http://localhost:${port}`,
  anotherScheme: (port) => `https://127.0.0.1:${port}`,
  ourNameAsUser: (port, own) => `http://${own}@127.0.0.1:${port}`,
  noScheme: (port) => `//127.0.0.1:${port}`,
};

interface Trick {
  readonly on: (call: string, answer?: HandedAnswer) => boolean;
  readonly play: (answer: HandedAnswer, elsewhere: string) => void;
}

const isToken = (call: string) => call.includes("/oauth2/");
const isList = (call: string) => /^GET .*(s|\))$/.test(call) && !isToken(call);

function redirect(status: number): Trick {
  return {
    on: () => true,
    play: (answer, elsewhere) => {
      answer.status = status;
      answer.headers.location = `${elsewhere}/v1.0/ingestion/products`;
    },
  };
}

function json(answer: HandedAnswer, change: (body: Record<string, unknown>) => void): void {
  const body = JSON.parse(answer.body.toString() || "{}") as Record<string, unknown>;
  change(body);
  answer.body = Buffer.from(JSON.stringify(body));
}

const tricks: Readonly<Record<string, Trick>> = {
  redirect301: redirect(301),
  redirect302: redirect(302),
  redirect303: redirect(303),
  redirect307: redirect(307),
  redirect308: redirect(308),
  nextLink: {
    on: isList,
    play: (answer, elsewhere) =>
      json(answer, (body) => {
        body.nextLink = `${elsewhere}/v1.0/ingestion/products?skip=1`;
        body["@nextLink"] = body.nextLink;
        body["@odata.nextLink"] = body.nextLink;
      }),
  },
  location: {
    on: (call) => !call.startsWith("GET ") && !isToken(call),
    play: ({ headers }, elsewhere) => {
      for (const name of ["location", "operation-location", "azure-asyncoperation", "content-location"]) {
        headers[name] = `${elsewhere}/v1.0/ingestion/operation`;
      }
      headers.link = `<${elsewhere}/next>; rel="next"`;
    },
  },
  uploadAddress: {
    on: (call) => /^POST .*\/(images|videos|assets|cosellAssets|packages)$/i.test(call),
    play: (answer, elsewhere) => {
      answer.body = Buffer.from(
        answer.body.toString().replaceAll(/("fileSasUri":")[^"?]*/g, `$1${elsewhere}/container/blob`),
      );
    },
  },
  challenge: {
    on: () => true,
    play: (answer, elsewhere) => {
      answer.status = 401;
      answer.headers["www-authenticate"] = `Bearer authorization_uri="${elsewhere}/t/oauth2/authorize", resource="r"`;
    },
  },
};

/** What must never be heard, in any spelling. */
const forbidden = [
  /authorization:/i,
  /\bBearer\b/i,
  /eyJ[\w-]{10,}\.[\w-]+\./,
  ...[secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64"), "client_secret"].map(
    (text) => new RegExp(text.replaceAll(/[^\w]/g, "\\$&")),
  ),
];

interface Case {
  readonly scene: Scene;
  readonly operation: string;
  readonly trick: string;
  readonly place: string;
}

const nameOf = ({ scene, operation, trick, place }: Case) =>
  `elsewhere ${scene.step.name}: ${operation} ${trick} ${place}`;

/** Each trick on each operation, with two of the places in turn. */
function all(stage: Stage): Case[] {
  const names = Object.keys(places);
  const pairs = stage.operations().flatMap(([operation, scene]) =>
    Object.entries(tricks)
      .filter(([, { on }]) => on(operation))
      .map(([trick]) => ({ scene, operation, trick })),
  );
  return pairs.flatMap((pair, index) =>
    [0, 1].map((turn) => ({ ...pair, place: names[(2 * index + turn) % names.length] ?? "" })),
  );
}

/** Each trick with each place at least once, and some more. */
function sampled(cases: readonly Case[]): Case[] {
  const seen = new Set<string>();
  return cases.filter(({ trick, place }, index) => {
    const isFresh = !seen.has(`${trick} ${place}`);
    seen.add(`${trick} ${place}`);
    return isFresh || index % 61 === 0;
  });
}

export const elsewhere: Campaign = {
  key: "elsewhere",
  about:
    "A hostile service answers one call with a redirect, a next page, a location, a challenge or an upload address that " +
    "leads to another port, name or scheme. Whoever listens there must hear neither the token nor a secret: only the " +
    "bytes of a file where an upload was sent there. Where no name service knows the API or the sign-in service, each " +
    "step ends in one clear line, and is run again.",
  cases: (stage) => [...all(stage).map(nameOf), ...unknownNames(stage)],
  sample: (stage) => [...sampled(all(stage)).map(nameOf), ...unknownNames(stage).slice(0, 2)],
  attempt: (stage, name) => {
    const [, step = "", operation = "", trick = "", place = ""] =
      /^elsewhere (.*?): (.*) (\w+) (\w+)$/.exec(name) ?? [];
    const scene = stage.scene(step);
    if (trick === unknownName) return attemptUnknownName(stage, scene, operation);
    return attempt(stage, { scene, operation, trick, place });
  },
  summary(results) {
    const { all: tried, good } = tally(results);
    const bytes = results.filter(({ outcome }) => outcome?.includes("somebody else heard")).length;
    return `elsewhere: ${tried - good} tokens in ${tried} places (${bytes} times somebody else heard of a file)`;
  },
};

async function attempt(stage: Stage, { scene, operation, trick, place }: Case): Promise<Verdict> {
  const stranger = await Stranger.start();
  let isPlayed = false;
  try {
    const error = await stage.through(scene, (relay) => {
      const target = places[place]?.(stranger.port, relay.host) ?? "";
      relay.onEach(operation, (answer) => {
        if (!isPlayed) tricks[trick]?.play(answer, target);
        isPlayed = true;
      });
      stage.world.isHurried = trick === "uploadAddress";
      return stage.errorOf(scene);
    });
    const heard = Buffer.concat(stranger.heard).toString("latin1");
    const leaked = forbidden.find((text) => text.test(heard));
    const vague = error === undefined ? undefined : unclear(error, ...stage.titlesOf(scene));
    const problem =
      leaked === undefined ? vague : `somebody else heard ${leaked}: ${heard.slice(0, 300).replaceAll(/\s+/g, " ")}`;
    if (!isPlayed) return { problem: `${operation} was not called` };
    const outcome = heard === "" ? "nobody else heard anything" : "somebody else heard of a file, and of no token";
    return { problem, outcome };
  } finally {
    stranger.stop();
  }
}
