// The stack to which a resource belongs. The engine tells a dynamic provider neither its name nor the resource's URN, so
// the resource's class does.

/** The input in which a class hands over project and stack. It is never a change, and no output. */
export const stackKey = "__stack";
