/** Below this the engine was not sure: the value gets a dotted edge and a place in the Tab order. */
export const SURE = 0.7
