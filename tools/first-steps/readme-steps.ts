/** What the README tells a person to do for a first program, as steps that can be done. */

/** A step: a file to write, or lines to type. */
export type Step =
  | { readonly kind: "file"; readonly name: string; readonly text: string }
  | { readonly kind: "shell"; readonly lines: string };

/** The steps of the section, up to a real account. */
export function readmeSteps(readme: string): Step[] {
  const begin = readme.indexOf("## A first program");
  const end = readme.indexOf("**Then for real**");
  if (begin < 0 || end < begin) throw new Error("the README has no first program");
  const section = readme.slice(begin, end);
  return [...section.matchAll(/(?:^`([\w.]+)`:\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, name, language, text = ""]): Step => {
      if (name !== undefined) return { kind: "file", name, text };
      if (language === "sh") return { kind: "shell", lines: text };
      throw new Error(`the README says not which file this is:\n${text}`);
    },
  );
}
