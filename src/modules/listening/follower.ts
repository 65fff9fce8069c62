/** How somebody hears what comes of a round: a message, or looking it up with the code on their paper. */
export type FollowChannel = 'email' | 'text' | 'code'

const followChannels = ['email', 'text', 'code'] as const

export function isFollowChannel(value: unknown): value is FollowChannel {
  return followChannels.includes(value as FollowChannel)
}

export type Follower = {
  participant: string
  round: string
  channel: FollowChannel
  address: string | null
  language: string
}

/**
 * A number that a text message can be sent to: a mobile of the United Kingdom as people write it, or
 * any number with its country's code. Undefined if it is neither.
 */
export function readMobile(typed: string): string | undefined {
  const bare = typed.replace(/[\s().-]/g, '').replace(/^00/, '+')
  if (/^07\d{9}$/.test(bare)) return `+44${bare.slice(1)}`
  if (/^\+440?7\d{9}$/.test(bare)) return bare.replace('+440', '+44')
  return /^\+[1-9]\d{7,14}$/.test(bare) && !bare.startsWith('+44') ? bare : undefined
}

/** An address that mail could be sent to; whether it arrives, the first message shows. */
export function readEmail(typed: string): string | undefined {
  const bare = typed.trim()
  return bare.length <= 254 && /^[^\s@<>"(),:;]+@[^\s@<>"(),:;.]+(\.[^\s@<>"(),:;.]+)+$/.test(bare)
    ? bare
    : undefined
}
