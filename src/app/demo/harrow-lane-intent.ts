// What three invented bodies of Harrow Lane said together, and the promise that one of them made under it.
import { makeCommitment } from '../../modules/commitments/commitment.actions.ts'
import { draftIntent, publishIntent } from '../../modules/commitments/intent.actions.ts'
import { intentBySlug } from '../../modules/commitments/intent.sql.ts'
import { signIntent } from '../../modules/commitments/signature.actions.ts'
import { addDays } from '../../modules/places/index.ts'
import { evening, type Board } from './board.ts'
import type { Agreed } from './harrow-lane-priorities.ts'

export async function intendTogether(board: Board, agreed: Agreed): Promise<void> {
  const on = (days: number) => addDays(agreed.on, days)
  const slug = await board.does('bea', evening(on(34), '20:00'), (trx) =>
    draftIntent(trx, {
      partnership: board.partnership,
      title: 'What keeps Harrow Lane well is not only medicine',
      text: 'We look after people when they are ill. What makes them ill is also the dark, the damp and being alone. Each of us can do something about that beyond treatment, and says here what.\n\nWe put our names to this so that anyone can see whether it stuck.',
      asks: 'Tell us where we get in the way. If you live here and can give an hour, the hall needs another pair of hands on its evening.',
      language: 'en',
    }),
  )
  const found = await board.does('bea', evening(on(36), '20:00'), async (trx) => {
    await publishIntent(trx, (await intentBySlug(trx.db, slug))!.id)
    return (await intentBySlug(trx.db, slug))!
  })
  for (const [index, [key, body]] of (
    [
      ['denise', 'Chapel Hall Trust'],
      ['nasreen', 'Eastmoor Health Trust'],
      ['karen', 'Eastmoor Borough Council'],
    ] as const
  ).entries())
    await board.does(key, evening(on(38 + 3 * index), '11:00'), (trx) =>
      signIntent(trx, found, board.body(body)),
    )
  await board.does('nasreen', evening(on(46), '15:00'), (trx) =>
    makeCommitment(trx, {
      partnership: board.partnership,
      organisation: board.body('Eastmoor Health Trust'),
      what: 'Nobody goes home from the hospital after six in the evening without being asked how they will get there',
      language: 'en',
      dueOn: on(160),
      reviewOn: on(120),
      priority: agreed.wayHome,
      expectation: null,
      intent: found.id,
      responsible: {
        name: 'Nasreen Cole (made up)',
        role: 'Lead nurse',
        myself: true,
        address: '',
      },
    }),
  )
}
