import type { Command } from 'commander'
import { nameRepresentative } from '../../modules/partnerships/index.ts'
import { dayOf, organisationsAsOf } from '../../modules/places/index.ts'
import { system as asSystem } from '../../platform/actor.ts'
import { transaction } from '../../platform/database/index.ts'
import { Refusal, SetupProblem } from '../../platform/errors.ts'
import type { System } from '../../platform/system.ts'
import { print, session } from './session.ts'

/** Lets somebody with an account answer for an organisation in every partnership here, without a vote in any. */
export async function speakFor(
  system: System,
  email: string,
  name: string,
): Promise<{ representative: string; organisation: string }> {
  return transaction(
    system.db,
    asSystem('speak-for'),
    system.clock.now(),
    async (trx): Promise<{ representative: string; organisation: string }> => {
      const person = await trx.db
        .selectFrom('people.person')
        .select('id')
        .where('email', '=', email.trim().toLowerCase())
        .where('erased_at', 'is', null)
        .executeTakeFirst()
      if (!person)
        throw new SetupProblem(
          `Nobody here has the address ${email}. They sign in once first, so that it is known to be theirs.`,
        )
      const found = (await organisationsAsOf(trx.db, dayOf(trx.at), { name })).filter(
        (each) => each.name.toLowerCase() === name.trim().toLowerCase(),
      )
      const [organisation] = found
      if (!organisation || found.length > 1)
        throw new SetupProblem(
          found.length > 1
            ? `More than one organisation is called ${name}.`
            : `No organisation is called ${name}. The list of them is at /organisations.`,
        )
      try {
        const representative = await nameRepresentative(trx, {
          person: person.id,
          organisation: organisation.id,
          partnership: null,
        })
        return { representative, organisation: organisation.name }
      } catch (error) {
        if (error instanceof Refusal && error.status === 409)
          throw new SetupProblem(`${email} speaks for ${organisation.name} everywhere already.`)
        throw error
      }
    },
  )
}

export function speakForCommand(program: Command): void {
  program
    .command('speak-for')
    .description(
      'Let somebody answer for an organisation in every partnership here. It gives no vote. They can end it themselves, at /you/organisations.',
    )
    .argument('<email>', 'the address they sign in with')
    .argument('<organisation>', 'its name, as the list of organisations has it')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npm run -s thread -- speak-for sam@northvale.example "Northvale Council"',
    )
    .action(async (email: string, organisation: string, options: { json?: boolean }) => {
      const done = await session((system) => speakFor(system, email, organisation))
      print(options.json, done, () => `${email} now speaks for ${done.organisation} everywhere.`)
    })
}
