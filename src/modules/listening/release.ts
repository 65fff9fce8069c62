/**
 * How many people must have responded since the figures of an open round were last made public,
 * before new ones are. Whoever compares the figures before with those after sees what at least this
 * many people said together, and not what the one person said who stood at the library's screen in
 * between.
 */
export const leastAtOnce = 5
