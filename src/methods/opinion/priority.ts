/** What is known of a statement when choosing what to ask next. */
export type Standing = { agree: number; disagree: number; unsure: number; extremity: number }

/**
 * How much is learnt by asking a statement next: [(1−p)(E+1)·a·(1 + 8·2^(−S/5))]², with
 * a = (agree+1)/(S+2), p = (unsure+1)/(S+2), S the number who answered, and E how far from the
 * middle of the map the statement stands.
 *
 * It favours statements that people have a view on, that many agree with, that spread people out
 * on the map, and, by the last factor, new ones: 9 times at first, 5 times after 5 answers, hardly
 * at all after 30. Source: the priority metric in production use in Polis (Small and others 2021,
 * "Polis: scaling deliberation by mapping high dimensional opinion spaces", RECERCA 26(2)).
 */
export function statementPriority({ agree, disagree, unsure, extremity }: Standing): number {
  const seen = agree + disagree + unsure
  const agreed = (agree + 1) / (seen + 2)
  const passed = (unsure + 1) / (seen + 2)
  return ((1 - passed) * (extremity + 1) * agreed * (1 + 8 * 2 ** (-seen / 5))) ** 2
}
