import type { System } from '../../platform/system.ts'
import { createLimit } from '../../platform/web/index.ts'
import { createAskings, type Asking } from './asking.actions.ts'
import type { NewParticipant } from './response.sql.ts'
import { givenAt, WrongResponse, type Given } from './response.ts'
import { createRecorder } from './recorder.actions.ts'
import { Refusal } from '../../platform/errors.ts'
import { stateOf } from './round.ts'
import type { Taking } from './turn.actions.ts'

/**
 * How much one address and one person may send. A community hall of three hundred people behind one
 * address, each answering twenty statements a minute, passes; someone who guesses codes does not.
 */
const generous = {
  /** Responses from one address. */
  address: { burst: 6000, perMinute: 6000 },
  /** Responses of one person: an afternoon's worth at once when the signal returns. */
  person: { burst: 400, perMinute: 120 },
  /** People starting at one address: a full hall opens the link together. */
  starting: { burst: 300, perMinute: 60 },
  /** Statements and testimonies from one address, and of one person. */
  wordsFromAddress: { burst: 200, perMinute: 60 },
  words: { burst: 10, perMinute: 2 },
  /** First messages to one e-mail address or telephone: a family may share it; nobody is flooded by strangers. */
  recipient: { burst: 5, perMinute: 1 / 60 },
  /** First messages asked for at one address, since each is sent to somebody who may not have asked. */
  recipients: { burst: 200, perMinute: 10 },
}

/** Codes that turn out to be nobody's, typed at one address: ten, then one a minute. With 53 bits a code, guessing is hopeless. */
const hard = { burst: 10, perMinute: 1 }

export function createTakingPart(system: System) {
  const { clock } = system
  return {
    askings: createAskings(system),
    recorder: createRecorder(system),
    limits: {
      address: createLimit(clock, generous.address),
      person: createLimit(clock, generous.person),
      starting: createLimit(clock, generous.starting),
      wordsFromAddress: createLimit(clock, generous.wordsFromAddress),
      words: createLimit(clock, generous.words),
      recipient: createLimit(clock, generous.recipient),
      recipients: createLimit(clock, generous.recipients),
      wrongCode: createLimit(clock, hard),
    },
  }
}

export type TakingPart = ReturnType<typeof createTakingPart>

/** Refuses, in words, what comes before a round opens or after it closes. */
export function mustBeOpen(asking: Pick<Asking, 'round'>, now: Date): void {
  const state = stateOf(asking.round, now)
  if (state === 'closed') throw new Refusal('respond.refused.closed', 409)
  if (state !== 'open') throw new Refusal('respond.refused.not-open', 409)
}

/**
 * Stores what somebody gave, whole or not at all, and tells which statements they have answered by
 * any route. A statement taken down since, or of another round, is refused by its place among those
 * sent.
 */
export async function respond(
  system: System,
  { askings, recorder, limits }: TakingPart,
  given: {
    asking: Asking
    taking: Taking
    responses: readonly Given[]
    language: string
    address: string
  },
): Promise<{ asking: Asking; answered: Set<string> }> {
  const { taking, responses, language, address } = given
  let { asking } = given
  const now = system.clock.now()
  mustBeOpen(asking, now)
  if (responses.length > 0) {
    limits.address(address, responses.length)
    limits.person(taking.participant, responses.length)
  }
  // A statement published a moment ago is not in this process's copy of the round yet.
  if (responses.some((each) => !asking.byId.has(each.statement)))
    asking = (await askings.of(asking.round.code, true)) ?? asking
  responses.forEach((each, index) => {
    if (!asking.byId.has(each.statement))
      throw new WrongResponse('respond.refused.statement', index + 1, each.id)
  })
  const { round } = asking
  const opened = round.opensAt && round.opensAt > round.openedAt! ? round.opensAt : round.openedAt!
  const participant: NewParticipant = {
    id: taking.participant,
    round: round.id,
    channel: taking.channel,
    language,
  }
  const answered = await recorder.record(
    participant,
    responses.map((each) => ({
      id: each.id,
      round: round.id,
      participant: taking.participant,
      statement: each.statement,
      value: each.value,
      important: each.important,
      channel: taking.channel,
      givenAt: givenAt(each.givenAt, opened, now),
    })),
  )
  return { asking, answered: new Set(answered) }
}
