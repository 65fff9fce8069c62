import { connect, type Socket } from 'node:net'

export type Answer = { status: number; headers: string; body: string }
export type Work = {
  send(connection: number): string
  got(connection: number, answer: Answer): void
}
export type Measured = {
  requests: number
  failed: number
  seconds: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  worst: number
}

/**
 * Sends HTTP over plain sockets, one request at a time on each connection, for a while. Written by
 * hand so that the load costs little of the two cores it shares with what it measures.
 */
export async function load(
  port: number,
  connections: number,
  seconds: number,
  work: Work,
  host = '127.0.0.1',
): Promise<Measured> {
  const latencies: number[] = []
  let failed = 0
  const start = performance.now()
  const end = start + seconds * 1000

  await Promise.all(
    Array.from({ length: connections }, (_, index) => {
      return new Promise<void>((resolve) => {
        const socket: Socket = connect({ port, host, noDelay: true })
        let waiting: Buffer = Buffer.alloc(0)
        let sentAt = 0
        const send = () => {
          if (performance.now() >= end) {
            socket.end()
            return resolve()
          }
          sentAt = performance.now()
          socket.write(work.send(index))
        }
        socket.on('connect', send)
        socket.on('error', () => {
          failed += 1
          resolve()
        })
        socket.on('data', (chunk: Buffer) => {
          waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
          const answer = whole(waiting)
          if (!answer) return
          waiting = Buffer.alloc(0)
          latencies.push(performance.now() - sentAt)
          if (answer.status >= 400) failed += 1
          work.got(index, answer)
          send()
        })
      })
    }),
  )
  const took = (performance.now() - start) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return {
    requests: latencies.length,
    failed,
    seconds: took,
    perSecond: latencies.length / took,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    worst: latencies.at(-1) ?? Number.NaN,
  }
}

/** The answer, once all of it has arrived. Our server sends Content-Length or one chunked body. */
function whole(bytes: Buffer): Answer | undefined {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const headers = bytes.subarray(0, head).toString('latin1')
  const status = Number(headers.slice(9, 12))
  const length = /content-length: (\d+)/i.exec(headers)?.[1]
  if (length !== undefined) {
    const from = head + 4
    if (bytes.length < from + Number(length)) return undefined
    return { status, headers, body: bytes.subarray(from, from + Number(length)).toString() }
  }
  if (!/transfer-encoding: chunked/i.test(headers)) return { status, headers, body: '' }
  const text = bytes.subarray(head + 4).toString()
  return text.endsWith('0\r\n\r\n') ? { status, headers, body: text } : undefined
}
