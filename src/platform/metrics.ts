import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Prometheus measures of this process. Labels are routes and outcomes: never a person, a place or a code. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'common_thread_request_seconds',
      help: 'Time to answer a request, by route pattern, method and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    responses: new Counter({
      name: 'common_thread_responses_total',
      help: 'Responses stored, by channel',
      labelNames: ['channel'],
      registers: [registry],
    }),
    batch: new Histogram({
      name: 'common_thread_response_batch_size',
      help: 'Responses written in one transaction',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'common_thread_jobs_total',
      help: 'Background jobs finished, by task and outcome',
      labelNames: ['task', 'outcome'],
      registers: [registry],
    }),
    messages: new Counter({
      name: 'common_thread_messages_total',
      help: 'Messages sent or failed, by channel',
      labelNames: ['channel', 'outcome'],
      registers: [registry],
    }),
    databaseUp: new Gauge({
      name: 'common_thread_database_up',
      help: '1 when the last readiness check reached the database',
      registers: [registry],
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
