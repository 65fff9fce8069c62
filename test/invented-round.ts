/**
 * A small conversation in the form in which others publish theirs, wholly invented: eight statements,
 * and 24 people of two minds who share three of them.
 */
export function inventedRound(): Record<'comments.csv' | 'participants-votes.csv', string> {
  const statements = [
    'The path by the school should be lit all night.',
    'The last bus should run until ten at night.',
    'Cars go too fast down Harrow Lane in the evening.',
    'Street lights should go off at midnight.',
    'The hall should stay open in the evening.',
    'I would pay a little more for an evening bus.',
    'I feel safe walking home after dark.',
    'A shared taxi would suit me better than a bus.',
  ]
  const shared = new Set([0, 2, 4])
  const mind = (person: number, index: number): -1 | 0 | 1 => {
    if (index === 7) return 0
    const own = (person * 7 + index * 3) % 11 === 10 ? -1 : 1
    if (shared.has(index)) return own
    return ((person % 2 === 0) === (index === 1 || index === 5) ? own : -own) as -1 | 1
  }
  const people = Array.from({ length: 24 }, (_, person) =>
    statements.map((_statement, index) => mind(person, index)),
  )
  const from = Date.parse('2025-11-03T18:00:00Z')
  const count = (index: number, value: number) =>
    people.filter((row) => row[index] === value).length
  return {
    'comments.csv': [
      'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
      ...statements.map((text, index) =>
        [
          from + index * 60_000,
          '',
          index,
          0,
          count(index, 1),
          count(index, -1),
          1,
          `"${text}"`,
        ].join(','),
      ),
      '',
    ].join('\n'),
    'participants-votes.csv': [
      `participant,group-id,n-comments,n-votes,n-agree,n-disagree,${statements.map((_, index) => index).join(',')}`,
      ...people.map((row, person) =>
        [
          person,
          person % 2,
          0,
          row.length,
          row.filter((value) => value === 1).length,
          row.filter((value) => value === -1).length,
          ...row,
        ].join(','),
      ),
      '',
    ].join('\n'),
  }
}
