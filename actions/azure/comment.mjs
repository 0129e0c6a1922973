// Writes the comment of a pull request of Azure Repos, or replaces the one of an earlier run, which begins with the same line.
import { readFile } from "node:fs/promises";

const { COMMENT = "", THREADS = "", SYSTEM_ACCESSTOKEN = "" } = process.env;
const content = await readFile(COMMENT, "utf8");
const [first = ""] = content.split("\n");

async function call(method, address, body) {
  const answer = await fetch(`${address}?api-version=7.1`, {
    method,
    headers: { authorization: `Bearer ${SYSTEM_ACCESSTOKEN}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    const advice = 'has the build service the right "Contribute to pull requests"?';
    throw new Error(`${method} ${address}: ${answer.status} ${answer.statusText}; ${advice}`);
  }
  return answer.json();
}

const { value: threads = [] } = await call("GET", THREADS);
const known = threads
  .flatMap(({ id, comments = [] }) => comments.map((comment) => ({ thread: id, ...comment })))
  .find((comment) => comment.content?.startsWith(first));
if (known === undefined) {
  // 4: closed, so that it asks nobody for an answer.
  await call("POST", THREADS, { comments: [{ parentCommentId: 0, content, commentType: 1 }], status: 4 });
} else await call("PATCH", `${THREADS}/${known.thread}/comments/${known.id}`, { content });
