// The command ends with the npx that started it. npx puts a shell between itself and the command, and hands a SIGTERM on
// to that one only, which dies of it and says nothing. Started by anything else, the command goes on by itself.

/** Milliseconds from one look to the next. */
const everyMs = 500;

/** Calls `end` once the process that started this one has gone, if npx did (`npm exec`, as npm tells its commands). */
export function endWithNpx(end: () => void): void {
  if (process.env.npm_command !== "exec") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (isThere(parent)) return;
    clearInterval(timer);
    end();
  }, everyMs);
  timer.unref();
}

/** An orphan is given to another parent, but not on Windows. */
function isThere(parent: number): boolean {
  if (process.ppid !== parent) return false;
  try {
    return process.kill(parent, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
