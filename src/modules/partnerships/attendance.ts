import { dayOf, momentAt, timeOf } from '../places/index.ts'
import { readTime } from './meeting.ts'
import type { Standing } from './member.ts'

/** On paper: sent their votes in, and counts as taking part in what they voted on, not as being there. */
export const attendanceChannels = ['room', 'phone', 'screen', 'paper'] as const
export type AttendanceChannel = (typeof attendanceChannels)[number]

/** From when to when somebody was there. One that ends as it begins was noted by mistake. */
export type Stay = {
  member: string
  channel: AttendanceChannel
  arrivedAt: Date
  leftAt: Date | null
}

/** A member in office as a meeting counts them. */
export type Attender = {
  member: string
  person: string
  standing: Standing
  organisation: string | null
}

export const isMistake = ({ arrivedAt, leftAt }: Stay): boolean =>
  leftAt !== null && leftAt.getTime() <= arrivedAt.getTime()

/** Whether somebody was there at a moment: paper that was sent in is a vote, not a presence. */
export const isThere = (stay: Stay, moment: Date): boolean =>
  stay.channel !== 'paper' &&
  stay.arrivedAt <= moment &&
  (stay.leftAt === null || stay.leftAt > moment)

export type Quorum = {
  members: number
  residents: number
  /** Null until the board has set it. */
  needed: number | null
  residentsNeeded: number
  there: number
  residentsThere: number
  enough: boolean
}

/** The quorum of those who are there, against the rules: a share of members in office, rounded up. */
export function quorumOf(
  members: readonly Attender[],
  there: ReadonlySet<string>,
  rules: { quorumShare: number | null; residentQuorum: number | null },
): Quorum {
  const residents = members.filter((each) => each.standing === 'resident')
  const present = members.filter((each) => there.has(each.member))
  const needed =
    rules.quorumShare === null ? null : Math.ceil((members.length * rules.quorumShare) / 100)
  const residentsNeeded = rules.residentQuorum ?? 0
  const residentsThere = present.filter((each) => each.standing === 'resident').length
  return {
    members: members.length,
    residents: residents.length,
    needed,
    residentsNeeded,
    there: present.length,
    residentsThere,
    enough: needed !== null && present.length >= needed && residentsThere >= residentsNeeded,
  }
}

/** What the form says of one member. */
export type Noted = { member: string; channel: string; arrived: string; left: string }

export type AttendanceChange =
  | { change: 'insert'; stay: Stay }
  /** Puts the stay that began then right. */
  | { change: 'update'; began: Date; stay: Stay }

/**
 * What has to be stored so that the newest stay of each member is as the form says. Times are on the
 * meeting's own day; left empty, somebody came when they were noted, or as it began if that was later.
 * What is wrong is named by its field.
 */
export function attendanceChanges(
  stays: readonly Stay[],
  noted: readonly Noted[],
  meeting: { startsAt: Date },
  now: Date,
): { changes: AttendanceChange[]; problems: Record<string, string> } {
  const day = dayOf(meeting.startsAt)
  const changes: AttendanceChange[] = []
  const problems: Record<string, string> = {}
  for (const each of noted) {
    const own = stays
      .filter((stay) => stay.member === each.member)
      .toSorted((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime())
    const last = own.at(-1)
    const before = own.at(-2)
    const channel = attendanceChannels.find((known) => known === each.channel)
    if (!channel) {
      if (last && !isMistake(last))
        changes.push({
          change: 'update',
          began: last.arrivedAt,
          stay: { ...last, leftAt: last.arrivedAt },
        })
      continue
    }
    const standing = last && !isMistake(last) ? last : undefined
    const read = (field: 'arrived' | 'left', kept: Date | null | undefined) => {
      const typed = each[field].trim()
      if (typed === '') return null
      const time = readTime(typed)
      if (!time) problems[`${field}-${each.member}`] = 'meetings.refused.time'
      else if (kept && timeOf(kept) === time) return kept
      else {
        const moment = momentAt(day, time)
        if (moment > now) problems[`${field}-${each.member}`] = 'meetings.refused.to-come'
        return moment
      }
      return null
    }
    const arrivedAt =
      read('arrived', standing?.arrivedAt) ??
      standing?.arrivedAt ??
      (dayOf(now) === day ? now : meeting.startsAt)
    const leftAt = read('left', standing?.leftAt)
    if (leftAt && leftAt <= arrivedAt)
      problems[`left-${each.member}`] ??= 'meetings.refused.left-first'
    if (before && before.leftAt && !isMistake(before) && arrivedAt < before.leftAt)
      problems[`arrived-${each.member}`] ??= 'meetings.refused.overlap'
    const stay = { member: each.member, channel, arrivedAt, leftAt }
    if (!last) changes.push({ change: 'insert', stay })
    else if (
      last.channel !== channel ||
      last.arrivedAt.getTime() !== arrivedAt.getTime() ||
      last.leftAt?.getTime() !== leftAt?.getTime()
    )
      changes.push({ change: 'update', began: last.arrivedAt, stay })
  }
  return { changes, problems }
}
