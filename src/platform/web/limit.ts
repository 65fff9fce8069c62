import { Refusal } from '../errors.ts'
import type { Clock } from '../clock.ts'

type Bucket = { tokens: number; at: number }

/**
 * A token bucket per key (an address, a code) in this process's memory: `burst` at once, then
 * `perMinute`. It slows guessing and flooding; with several web processes each keeps its own.
 */
export function createLimit(
  clock: Clock,
  options: { burst: number; perMinute: number; keys?: number },
) {
  const buckets = new Map<string, Bucket>()
  const most = options.keys ?? 50_000
  return function spend(key: string, cost = 1): void {
    const now = clock.now().getTime()
    let bucket = buckets.get(key)
    if (!bucket) {
      // The oldest key goes first: Map keeps the order of insertion.
      if (buckets.size >= most) buckets.delete(buckets.keys().next().value!)
      bucket = { tokens: options.burst, at: now }
      buckets.set(key, bucket)
    }
    bucket.tokens = Math.min(
      options.burst,
      bucket.tokens + ((now - bucket.at) / 60_000) * options.perMinute,
    )
    bucket.at = now
    if (bucket.tokens < cost)
      throw new Refusal('app.refused.too-many', 429, {
        seconds: Math.max(1, Math.ceil(((cost - bucket.tokens) / options.perMinute) * 60)),
      })
    bucket.tokens -= cost
  }
}
